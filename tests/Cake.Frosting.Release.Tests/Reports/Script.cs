using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Tests.Reports;

/// <summary>Writes the journal of a release that never was, second by second.</summary>
internal sealed class Script
{
    public static readonly DateTimeOffset Begin = new(2026, 11, 21, 10, 42, 27, TimeSpan.Zero);
    private readonly List<JournalEntry> entries = [];

    public Script(ReleaseIdentity release)
    {
        var data = new Dictionary<string, string>
        {
            ["format"] = "1",
            ["release"] = release.Id,
            ["project"] = release.Project,
            ["version"] = release.Version,
            ["user"] = "ada",
            ["machine"] = "build-7",
            ["run"] = "https://ci.example/runs/81",
        };
        if (release.PreviousVersion is { } previous)
        {
            data["previousVersion"] = previous;
        }

        Add(0, JournalEvent.ReleaseStarted, data: data);
    }

    public Script Add(
        double at,
        JournalEvent what,
        string? step = null,
        string? text = null,
        double? seconds = null,
        Dictionary<string, string>? data = null
    )
    {
        entries.Add(
            new JournalEntry
            {
                At = Begin.AddSeconds(at),
                Event = what,
                Step = step,
                Text = text,
                Seconds = seconds,
                Data = data,
            }
        );
        return this;
    }

    public Script Run(
        string step,
        double from,
        double seconds,
        JournalEvent end = JournalEvent.StepDone,
        string? reason = null,
        params string[] issued
    )
    {
        Add(from, JournalEvent.StepStarted, step);
        foreach (var line in issued)
        {
            Add(from, JournalEvent.Issued, step, line);
        }

        return Add(from + seconds, end, step, reason, seconds);
    }

    public Script Skip(string step, double at, string reason) =>
        Add(at, JournalEvent.StepSkipped, step, reason, 0);

    public Script Undo(
        string step,
        double from,
        double seconds,
        JournalEvent end = JournalEvent.UndoDone,
        string? reason = null,
        params string[] issued
    )
    {
        Add(from, JournalEvent.UndoStarted, step);
        foreach (var line in issued)
        {
            Add(from, JournalEvent.Issued, step, line);
        }

        return Add(from + seconds, end, step, reason, seconds);
    }

    public Script Fact(double at, string step, string key, string value) =>
        Add(at, JournalEvent.Fact, step, data: new Dictionary<string, string> { [key] = value });

    public Script Live(double at) => Add(at, JournalEvent.WentLive);

    public Script RollBack(double at, string cause) => Add(at, JournalEvent.RollbackStarted, text: cause);

    public Script End(double at, Outcome outcome, string? cause = null) =>
        Add(
            at,
            JournalEvent.ReleaseEnded,
            text: outcome.ToText(),
            data: cause is null ? null : new Dictionary<string, string> { ["cause"] = cause }
        );

    public ReleaseRecord Read() => ReleaseRecordReader.Read(entries, "script")!;
}
