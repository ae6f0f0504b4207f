using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Reports;

/// <summary>
/// What there is to say of a release: one immutable value, from which console summary, Markdown, HTML and
/// <c>report.json</c> are written. Its members are those of <c>report.json</c>, documented in
/// <c>docs/report.md</c>. Secrets have been replaced already.
/// </summary>
public sealed record ReleaseReport
{
    /// <summary>The format of <c>report.json</c>; a change that a reader could stumble over raises it.</summary>
    public int Format { get; init; } = 1;

    /// <summary>The release's id.</summary>
    public required string Release { get; init; }

    /// <summary>The project's name.</summary>
    public required string Project { get; init; }

    /// <summary>The version that was released.</summary>
    public required string Version { get; init; }

    /// <summary>The version before; <c>null</c> on the very first release.</summary>
    public string? PreviousVersion { get; init; }

    /// <summary>How it ended; <c>null</c> while it has not.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>The exit code that belongs to <see cref="Outcome"/>; <c>null</c> while there is none.</summary>
    public int? ExitCode { get; init; }

    /// <summary>When it began, in UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended, in UTC, never before <see cref="StartedAt"/>; <c>null</c> while it has not.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>
    /// For how long users were cut off, in seconds: as a client measured it (fact <c>downtime.seconds</c>), or
    /// else the sum of <see cref="DowntimeWindows"/>. <c>null</c> where its end is not known.
    /// </summary>
    public double? DowntimeSeconds { get; init; }

    /// <summary>When users were cut off, by the journal; empty where they never were.</summary>
    public IReadOnlyList<DowntimeWindow> DowntimeWindows { get; init; } = [];

    /// <summary>Every stage in the chain's order, also those that were not reached.</summary>
    public IReadOnlyList<StageReport> Stages { get; init; } = [];

    /// <summary>The backups that the release took.</summary>
    public IReadOnlyList<BackupReport> Backups { get; init; } = [];

    /// <summary>The databases that were rehearsed, fenced or migrated.</summary>
    public IReadOnlyList<DatabaseReport> Databases { get; init; } = [];

    /// <summary>What became of the rows that a client wrote meanwhile; <c>null</c> where none was watched.</summary>
    public WritesReport? Writes { get; init; }

    /// <summary>The warnings, in order, each with the id of its step.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Why it failed or was rolled back; <c>null</c> where it did not.</summary>
    public string? Cause { get; init; }

    /// <summary>What serves users now, as a sentence.</summary>
    public required string RunsNow { get; init; }

    /// <summary>The one command to go on with; <c>null</c> where there is nothing to do.</summary>
    public string? Next { get; init; }

    /// <summary>Who released, where and in which CI run, by name.</summary>
    public IReadOnlyDictionary<string, string> Origin { get; init; } = new Dictionary<string, string>();
}
