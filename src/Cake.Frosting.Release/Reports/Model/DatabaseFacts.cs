using System.Globalization;

namespace Cake.Frosting.Release.Reports;

/// <summary>Reads what became of databases out of the facts of rehearsal, restore point and migration.</summary>
internal static class DatabaseFacts
{
    private const string Rehearsal = "backup/rehearse:";
    private const string Point = "stop/restore-point:";
    private static readonly string[] Migrations =
    [
        "migrate/sql:",
        "migrate/command:",
        "migrate/at-start:",
        "migrate/rebuild:",
    ];

    /// <summary>The databases in the order of their names; none where none was rehearsed, fenced or migrated.</summary>
    public static IReadOnlyList<DatabaseReport> Read(
        IReadOnlyDictionary<string, string> facts,
        Func<string, string> redact
    )
    {
        string[] steps = [Rehearsal, Point, .. Migrations];
        return
        [
            .. facts
                .Keys.SelectMany(key => steps.Select(step => NameOf(key, step)).OfType<string>())
                .Distinct()
                .Order(StringComparer.Ordinal)
                .Select(name => Report(name, facts, redact)),
        ];
    }

    private static DatabaseReport Report(
        string name,
        IReadOnlyDictionary<string, string> facts,
        Func<string, string> redact
    )
    {
        string? Find(string step, string field) => facts.GetValueOrDefault($"{step}{name}.{field}");
        string[] Parts(string? text, string separator) =>
            [.. (text ?? "").Split(separator, StringSplitOptions.RemoveEmptyEntries).Select(redact)];
        return new DatabaseReport(redact(name))
        {
            RehearsedSeconds = double.TryParse(
                Find(Rehearsal, "seconds"),
                CultureInfo.InvariantCulture,
                out var seconds
            )
                ? seconds
                : null,
            Unrehearsed = Find("backup/history:", "unrehearsed") is { } why ? redact(why) : null,
            Locks = Parts(Find(Rehearsal, "locks"), "; "),
            JudgedBy = Find(Point, "method"),
            Written = Parts(Find(Point, "changes"), "; "),
            RestorePoint = Find(Point, "kind"),
            WrittenSinceStart =
            [
                .. Migrations.SelectMany(step => Parts(Find(step, "writtenSinceStart"), "; ")),
            ],
            KeptAside = Migrations
                .Select(step => Find(step, "keptAside"))
                .FirstOrDefault(kept => kept is not null),
            Applied = [.. Migrations.SelectMany(step => Parts(Find(step, "applied"), ", "))],
        };
    }

    private static string? NameOf(string key, string step)
    {
        // The name of a database may hold dots, the name of a field does not.
        var dot = key.LastIndexOf('.');
        return key.StartsWith(step, StringComparison.Ordinal) && dot > step.Length
            ? key[step.Length..dot]
            : null;
    }
}
