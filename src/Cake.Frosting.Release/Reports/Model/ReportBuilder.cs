using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Reports;

/// <summary>Makes a <see cref="ReleaseReport"/> of a plan and what the journal says became of it.</summary>
public static class ReportBuilder
{
    private static readonly string[] Identity =
    [
        "format",
        "release",
        "project",
        "version",
        "previousVersion",
        "leash",
    ];

    /// <summary>Makes the report. Reads no clock: all times are the journal's.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="record">What the journal says; of the same release.</param>
    /// <param name="options">What neither can tell.</param>
    public static ReleaseReport Build(ReleasePlan plan, ReleaseRecord record, ReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(record);
        options ??= new ReportOptions();
        var redact = options.Redactor.Redact;
        var windows = Downtime.Windows(plan, record);
        return new ReleaseReport
        {
            Release = record.Release.Id,
            Project = redact(record.Release.Project),
            Version = record.Release.Version,
            PreviousVersion = record.Release.PreviousVersion,
            Outcome = record.Outcome,
            ExitCode = record.Outcome?.ToExitCode(),
            StartedAt = record.StartedAt,
            EndedAt = record.Outcome is null ? null : Later(record.StartedAt, record.LastAt),
            DowntimeSeconds = Downtime.Seconds(record, windows),
            DowntimeWindows = windows,
            Stages = new StageReports(plan, record, redact).Build(),
            Backups = BackupFacts.Read(record.Facts, options.BackupPrefixes, redact),
            Databases = DatabaseFacts.Read(record.Facts, redact),
            Writes = Writes(record),
            Warnings = [.. record.Warnings.Select(redact)],
            Cause = string.IsNullOrWhiteSpace(record.Cause) ? null : redact(record.Cause.Trim()),
            RunsNow = redact(Standing.RunsNow(record)),
            Next = Standing.Next(record, options.Launcher),
            Origin = record
                .Origin.Where(pair => !Identity.Contains(pair.Key))
                .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .ToDictionary(pair => pair.Key, pair => redact(pair.Value)),
        };
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) =>
        one > other ? one : other;

    private static WritesReport? Writes(ReleaseRecord record) =>
        Numbers.Whole(record.Facts.GetValueOrDefault("writes.acknowledged")) is { } acknowledged
        && Numbers.Whole(record.Facts.GetValueOrDefault("writes.lost")) is { } lost
            ? new WritesReport(acknowledged, lost)
            : null;
}
