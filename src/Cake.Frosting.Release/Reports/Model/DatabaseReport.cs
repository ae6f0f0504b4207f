namespace Cake.Frosting.Release.Reports;

/// <summary>What a release found out about a database that it migrated, in a report.</summary>
/// <param name="Database">The database, as the configuration names it.</param>
public sealed record DatabaseReport(string Database)
{
    /// <summary>How long the rehearsal of the migrations took, in seconds; <c>null</c> where none was.</summary>
    public double? RehearsedSeconds { get; init; }

    /// <summary>Why its migrations were not rehearsed; <c>null</c> where they were, or that is not known.</summary>
    public string? Unrehearsed { get; init; }

    /// <summary>The locks that they held in the rehearsal, by file.</summary>
    public IReadOnlyList<string> Locks { get; init; } = [];

    /// <summary>Whether it was looked whether anything was written between the backup and the stop.</summary>
    public bool IsJudged => RestorePoint is not null;

    /// <summary>What told it: <c>write-ahead log</c> or <c>contents</c>; <c>null</c> where there was nothing to compare with.</summary>
    public string? JudgedBy { get; init; }

    /// <summary>What was written between the backup and the stop, by table: <c>public.orders: 3 rows inserted</c>.</summary>
    public IReadOnlyList<string> Written { get; init; } = [];

    /// <summary>The way back: <c>scratch</c>, the proven backup, or <c>clone</c>, taken after the stop.</summary>
    public string? RestorePoint { get; init; }

    /// <summary>
    /// What was written to the migrated database between the start of the new version and the way back, or why that
    /// cannot be told; it stands in <see cref="KeptAside"/>.
    /// </summary>
    public IReadOnlyList<string> WrittenSinceStart { get; init; } = [];

    /// <summary>Under what name the migrated database is kept; <c>null</c> where it was not put aside.</summary>
    public string? KeptAside { get; init; }

    /// <summary>The migrations that were applied.</summary>
    public IReadOnlyList<string> Applied { get; init; } = [];
}
