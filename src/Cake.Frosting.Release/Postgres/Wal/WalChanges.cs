using System.Globalization;

namespace Cake.Frosting.Release.Postgres;

/// <summary>Puts what the log shows into words.</summary>
internal static class WalChanges
{
    private static readonly string[] Kinds = ["inserted", "changed", "deleted"];

    public static async Task<WalVerdict> OfAsync(
        Session inside,
        IReadOnlyList<WalRow> rows,
        CancellationToken cancellationToken
    )
    {
        if (rows.FirstOrDefault(row => !Kinds.Contains(row.Kind) && row.Kind != "sequence") is { } strange)
        {
            return WalVerdict.Unclear($"the log has {strange.Number} records {strange.Kind}");
        }

        var found = new List<(string Name, string Sort, string Kind, long Number)>();
        foreach (var row in rows)
        {
            var (name, sort) = await NameAsync(inside, row, cancellationToken).ConfigureAwait(false);
            found.Add((name, sort, row.Kind, row.Number));
        }

        var written = found.Where(change => change.Sort != "catalog").ToList();
        if (written.Count > 0)
        {
            var changes = written
                .GroupBy(change => (change.Name, change.Sort))
                .OrderBy(group => group.Key.Name, StringComparer.Ordinal)
                .Select(group => Sentence(group.Key.Name, group.Key.Sort, [.. group]))
                .ToList();
            return WalVerdict.Written(
                found.Count == written.Count ? changes : [.. changes, "the schema was touched"]
            );
        }

        // A temporary table or a grant taken back: which of both, only the contents tell.
        return found.Count == 0
            ? WalVerdict.Nothing
            : WalVerdict.Unclear(
                $"only the catalog was written ({string.Join(", ", found.Select(change => change.Name).Distinct().Take(3))})"
            );
    }

    private static async Task<(string Name, string Sort)> NameAsync(
        Session inside,
        WalRow row,
        CancellationToken cancellationToken
    )
    {
        var found = await inside
            .QueryAsync(
                WalRecords.Name,
                reader =>
                    (Name: reader.GetString(0), Sort: reader.GetString(1), IsToast: reader.GetBoolean(2)),
                cancellationToken,
                row.Space,
                row.File
            )
            .ConfigureAwait(false);
        if (found.Count == 0)
        {
            return ("a table that is gone or was rewritten", "gone");
        }

        var (name, sort, isToast) = found[0];
        return (
            name,
            row.Kind == "sequence" ? "sequence"
            : isToast && sort == "table" ? "long"
            : sort
        );
    }

    private static string Sentence(
        string name,
        string sort,
        IReadOnlyList<(string Name, string Sort, string Kind, long Number)> changes
    ) =>
        sort switch
        {
            "sequence" => $"the sequence {name} moved",
            "objects" => "large objects were written",
            "long" => $"{name}: long values",
            _ => $"{name}: "
                + string.Join(
                    ", ",
                    Kinds
                        .Select(kind => (Kind: kind, Number: Sum(changes, kind)))
                        .Where(sum => sum.Number > 0)
                        .Select((sum, i) => Count(sum.Kind, sum.Number, isFirst: i == 0))
                ),
        };

    private static long Sum(
        IReadOnlyList<(string Name, string Sort, string Kind, long Number)> changes,
        string kind
    ) => changes.Where(change => change.Kind == kind).Sum(change => change.Number);

    private static string Count(string kind, long number, bool isFirst)
    {
        var noun =
            !isFirst ? ""
            : number == 1 ? " row"
            : " rows";
        return string.Create(CultureInfo.InvariantCulture, $"{number}{noun} {kind}");
    }
}
