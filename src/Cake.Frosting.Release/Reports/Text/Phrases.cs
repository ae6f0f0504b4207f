using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Reports;

/// <summary>The sentences that all renderers share.</summary>
internal static class Phrases
{
    public static string OutcomeOf(ReleaseReport report) => report.Outcome?.ToText() ?? "UNFINISHED";

    /// <summary>Whether the new version serves as it should.</summary>
    public static bool IsLive(ReleaseReport report) =>
        report.Outcome is Outcome.Live or Outcome.LiveWithWarnings;

    public static string Downtime(ReleaseReport report) =>
        report.DowntimeSeconds switch
        {
            null => "not known",
            0 => "none",
            { } seconds => Readable.Duration(seconds),
        };

    public static double? TookSeconds(ReleaseReport report) =>
        report.EndedAt is { } end ? (end - report.StartedAt).TotalSeconds : null;

    public static string Writes(WritesReport writes) =>
        $"{Readable.Number(writes.Acknowledged)} acknowledged, {Readable.Number(writes.Lost)} lost";

    /// <summary>12.3 MB, 7 tables, 40,000 rows, as far as it is known.</summary>
    public static string Facts(BackupReport backup) =>
        string.Join(
            ", ",
            new[]
            {
                backup.Bytes is { } bytes ? Readable.Size(bytes) : null,
                backup.Tables is { } tables ? Readable.Count(tables, "table") : null,
                backup.Rows is { } rows ? Readable.Count(rows, "row") : null,
            }.OfType<string>()
        );

    public static string Proof(BackupReport backup) =>
        backup.Verified ? "restored and compared" : "not verified";
}
