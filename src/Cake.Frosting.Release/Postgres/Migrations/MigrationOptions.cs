namespace Cake.Frosting.Release.Postgres;

/// <summary>How migrations in SQL files are run.</summary>
public sealed record MigrationOptions
{
    /// <summary>The directory of the files: <c>V2__name.sql</c>, <c>0002_name.sql</c>, <c>20260101120000_name.sql</c>.</summary>
    public required string Directory { get; init; }

    /// <summary>The schema of the history table; created where it is missing.</summary>
    public string HistorySchema { get; init; } = "public";

    /// <summary>The name of the history table.</summary>
    public string HistoryTable { get; init; } = "release_migrations";

    /// <summary>
    /// The version that a database has already which this tool has not migrated yet: files up to it are never run.
    /// <c>null</c> for a database that begins with the first file.
    /// </summary>
    public string? Baseline { get; init; }

    /// <summary>How long a statement waits for a lock; all others queue behind it meanwhile.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a file (or a statement outside a transaction) is tried again when a lock was not to be had.</summary>
    public int LockRetries { get; init; } = 5;

    /// <summary>How long a statement may run; zero for no limit.</summary>
    public TimeSpan StatementTimeout { get; init; } = TimeSpan.Zero;

    /// <summary>How long to wait for another run that migrates the same database.</summary>
    public TimeSpan OtherRunPatience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The history table as SQL writes it.</summary>
    internal string History => SqlText.Identifier(HistorySchema, HistoryTable);
}
