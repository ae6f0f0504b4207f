using Cake.Frosting.Release.Journal;

namespace Cake.Frosting.Release.Tests.Journal;

/// <summary>Entries for journals, a second apart.</summary>
internal static class Lines
{
    private static readonly DateTimeOffset Begin = new(2026, 11, 21, 10, 42, 27, TimeSpan.Zero);

    public static JournalEntry Started(string format = "1") =>
        Entry(JournalEvent.ReleaseStarted) with
        {
            Data = new Dictionary<string, string>
            {
                ["format"] = format,
                ["release"] = "20261121T104227Z-1.4.0",
                ["project"] = "shop",
                ["version"] = "1.4.0",
                ["previousVersion"] = "1.3.0",
                ["user"] = "anna",
            },
        };

    public static JournalEntry Entry(JournalEvent what, string? step = null, string? text = null) =>
        new()
        {
            At = Begin,
            Event = what,
            Step = step,
            Text = text,
        };

    public static JournalEntry Fact(string step, string name, string value) =>
        Entry(JournalEvent.Fact, step) with
        {
            Data = new Dictionary<string, string> { [$"{step}.{name}"] = value },
        };

    public static JournalEntry Ended(string outcome, string cause = "") =>
        Entry(JournalEvent.ReleaseEnded, text: outcome) with
        {
            Data = cause.Length == 0 ? null : new Dictionary<string, string> { ["cause"] = cause },
        };

    /// <summary>The record of a journal of these entries after its first line, a second apart.</summary>
    public static ReleaseRecord Fold(params JournalEntry[] entries) =>
        ReleaseRecordReader.Read(
            [.. entries.Prepend(Started()).Select((entry, i) => entry with { At = Begin.AddSeconds(i) })],
            "journal"
        )!;

    public static void Write(string path, params JournalEntry[] entries)
    {
        using var journal = JournalFile.Open(path);
        foreach (var entry in entries)
        {
            journal.Append(entry);
        }
    }
}
