namespace Cake.Frosting.Release.Configuration;

/// <summary>The migration of one database.</summary>
[Section("The migration of one database: SQL files of the new release, or a command of it.")]
[Excludes("command", "directory", "table")]
public sealed record Migration
{
    /// <summary>The database that is migrated.</summary>
    [Setting(
        "The database that is migrated: a key under databases.",
        Example = "shop",
        RefersTo = "databases"
    )]
    public required string Database { get; init; }

    /// <summary>The directory of SQL files, relative to the release's directory.</summary>
    [Setting(
        "The directory of SQL files, relative to the directory of the release.",
        Example = "db/migrations",
        Path = PathBase.Release
    )]
    public string Directory { get; init; } = "migrations";

    /// <summary>A command that migrates instead of SQL files.</summary>
    [Setting(
        "A command of the new release that migrates, instead of SQL files.",
        Example = "[./shop, migrate]",
        Placeholders = true
    )]
    public CommandTemplate? Command { get; init; }

    /// <summary>How long a statement waits for a lock.</summary>
    [Setting(
        "How long a statement waits for a lock before it is tried again.",
        Example = "2s",
        AllowZero = true
    )]
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a statement may run.</summary>
    [Setting("How long a statement may run; without it, as long as it takes.", Example = "10m")]
    public TimeSpan? StatementTimeout { get; init; }

    /// <summary>How often a migration that could not get its locks is tried again.</summary>
    [Setting(
        "How often a migration that could not get its locks is tried again.",
        Example = "10",
        Minimum = 0,
        Maximum = 1000
    )]
    public int Retries { get; init; } = 5;

    /// <summary>The table of what has been applied.</summary>
    [Setting(
        "The table that records what has been applied; schema.table or table.",
        Example = "public.release_migrations",
        Pattern = @"^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)?$",
        Hint = "the name of a table, or schema.table"
    )]
    public string Table { get; init; } = "release_migrations";
}
