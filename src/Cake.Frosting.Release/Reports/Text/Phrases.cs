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

    /// <summary>What there is to say of a database that was migrated, a sentence a line.</summary>
    public static IEnumerable<string> Sentences(DatabaseReport database)
    {
        if (database.RehearsedSeconds is { } seconds)
        {
            yield return $"Its migrations took {Readable.Duration(seconds)} in the rehearsal."
                + (database.Locks.Count > 0 ? $" They lock: {string.Join("; ", database.Locks)}." : "");
        }

        if (database.Unrehearsed is { } why)
        {
            yield return $"Its migrations were not rehearsed: {why}.";
        }

        if (database.IsJudged)
        {
            var by = database.JudgedBy is { } judge ? $" (told by the {judge})" : "";
            yield return database.Written.Count == 0
                ? $"Nothing was written between its backup and the stop{by}: the proven backup was the restore point."
                : $"Between its backup and the stop{by}: {string.Join("; ", database.Written)}. The restore point was taken after the stop.";
        }

        if (database.KeptAside is { } kept)
        {
            yield return $"The migrated database is kept as {kept}."
                + (
                    database.WrittenSinceStart.Count > 0
                        ? $" In it is what was written since the new version was started: {string.Join("; ", database.WrittenSinceStart)}."
                            + $" It lets nobody in until ALTER DATABASE {kept} ALLOW_CONNECTIONS true."
                        : ""
                );
        }

        if (database.Applied.Count > 0)
        {
            yield return $"Applied: {string.Join(", ", database.Applied)}.";
        }
    }
}
