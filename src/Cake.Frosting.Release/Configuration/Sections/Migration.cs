namespace Cake.Frosting.Release.Configuration;

/// <summary>The migration of one database.</summary>
[Section(
    "The migration of one database: SQL files of the new release, a command of it, or the service itself when it starts, in the database as it is or in an empty one."
)]
[Excludes("command", "directory", "table", "baseline", "atStart")]
[Excludes("atStart", "directory", "table", "baseline", "command", "environment", "connection", "deadline")]
[Excludes("history", "directory", "table")]
[Excludes("service", "directory", "table", "baseline", "atStart")]
[Excludes(
    "rebuild",
    "directory",
    "table",
    "baseline",
    "command",
    "service",
    "atStart",
    "environment",
    "connection",
    "history",
    "deadline",
    "rehearse"
)]
public sealed record Migration
{
    /// <summary>The database that is migrated.</summary>
    [Setting(
        "The database that is migrated: a key under databases.",
        Example = "shop",
        IsUnique = true,
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

    /// <summary>The version that the database has already.</summary>
    [Setting(
        "The version that a database has already which was migrated in another way before: SQL files up to it are never run.",
        Example = "\"0041\"",
        Pattern = @"^[0-9]+([._][0-9]+)*$",
        Hint = "a version as the files' names have it, such as 0041"
    )]
    public string? Baseline { get; init; }

    /// <summary>A command that migrates instead of SQL files.</summary>
    [Setting(
        "A command of the new release that migrates, instead of SQL files.",
        Example = "[./shop, migrate]",
        Placeholders = true
    )]
    public CommandTemplate? Command { get; init; }

    /// <summary>The service that it runs in; <c>null</c> for this machine.</summary>
    [Setting(
        "The service in whose new image the command runs, in a container of its own.",
        Example = "api",
        RefersTo = "services",
        Kinds = [PlatformKind.Compose]
    )]
    public string? Service { get; init; }

    /// <summary>Whether the service migrates by itself.</summary>
    [Setting(
        "Whether the service migrates by itself when it starts; then the migration cannot be rehearsed.",
        Example = "true"
    )]
    public bool AtStart { get; init; }

    /// <summary>How an empty database takes the place of the old one; <c>null</c> where the old one is migrated.</summary>
    [Setting(
        "The new version begins with an empty database and fills it by itself; the old one stands beside it as the way back."
    )]
    public Rebuild? Rebuild { get; init; }

    /// <summary>Environment variables of the command.</summary>
    [Setting(
        "Environment variables of the command; a value may be secret:NAME. PGHOST, PGPORT, PGDATABASE, PGUSER, PGPASSWORD, PGSSLMODE and DATABASE_URL are set besides.",
        Example = "{ DJANGO_SETTINGS_MODULE: shop.settings, SECRET_KEY: secret:SECRET_KEY }",
        KeyPattern = Names.Variable,
        KeyHint = Names.VariableHint,
        Placeholders = true,
        AllowEmpty = true
    )]
    public IReadOnlyDictionary<string, TextOrSecret> Environment { get; init; } =
        new Dictionary<string, TextOrSecret>();

    /// <summary>Variables that tell the command where its database is.</summary>
    [Setting(
        "Further variables that tell the command where its database is: the live one, or the clone of the rehearsal.",
        Example = "{ FLYWAY_URL: jdbc-url, FLYWAY_USER: user, FLYWAY_PASSWORD: password }",
        KeyPattern = Names.Variable,
        KeyHint = Names.VariableHint
    )]
    public IReadOnlyDictionary<string, DatabaseForm> Connection { get; init; } =
        new Dictionary<string, DatabaseForm>();

    /// <summary>The table in which the command or the service keeps what it has applied.</summary>
    [Setting(
        "The table in which the command or the service itself keeps what it has applied; without it, the tables of Django, Flyway, Entity Framework, Alembic, Liquibase, Prisma, Knex, TypeORM, Laravel and Rails are looked for.",
        Example = "public.schema_version",
        Pattern = @"^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)?$",
        Hint = "the name of a table, or schema.table"
    )]
    public string? History { get; init; }

    /// <summary>The time after which the command has failed.</summary>
    [Setting("The time after which a command that has not ended has failed.", Example = "10m")]
    public TimeSpan? Deadline { get; init; }

    /// <summary>Whether the migration is rehearsed.</summary>
    [Setting(
        "Whether the migration is rehearsed on a clone of the backup while the old version serves.",
        Example = "false"
    )]
    public bool Rehearse { get; init; } = true;

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
