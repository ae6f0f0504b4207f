using Cake.Frosting.Release.Commands;

namespace Cake.Frosting.Release.Configuration;

/// <summary>One PostgreSQL database.</summary>
[Section(
    "One PostgreSQL database, by its address, by host, port, name and user, or by the container that it runs in, which needs no published port."
)]
[Excludes("url", "host", "port", "name", "user", "password", "service", "container")]
[Excludes("service", "host", "container", "binaries")]
[Excludes("container", "host", "binaries")]
public sealed record Database
{
    /// <summary>The whole address.</summary>
    [Setting(
        "The whole address: postgres://user@host:port/name?sslmode=require. With a password in it, it must be secret:NAME.",
        Example = "secret:DATABASE_URL",
        Format = TextFormat.DatabaseAddress
    )]
    public TextOrSecret? Url { get; init; }

    /// <summary>The server.</summary>
    [Setting("The server: a name, an address, or the directory of its socket.", Example = "db.internal")]
    public string Host { get; init; } = "localhost";

    /// <summary>The service of Compose that it runs in.</summary>
    [Setting(
        "The service of Compose that it runs in; PostgreSQL's programs run in a container of the same image beside it.",
        Example = "postgres",
        Kinds = [PlatformKind.Compose]
    )]
    public string? Service { get; init; }

    /// <summary>The container that it runs in.</summary>
    [Setting(
        "The name of the container that it runs in; PostgreSQL's programs run in a container of the same image beside it.",
        Example = "orion_db"
    )]
    public string? Container { get; init; }

    /// <summary>The server's port.</summary>
    [Setting(
        "The server's port; in a container, the one inside of it.",
        Example = "5433",
        Minimum = 1,
        Maximum = 65535
    )]
    public int Port { get; init; } = 5432;

    /// <summary>The database's name on the server.</summary>
    [Setting(
        "The database's name on the server; without it, the key under databases.",
        Example = "shop_production"
    )]
    public string? Name { get; init; }

    /// <summary>The role that connects.</summary>
    [Setting("The role that connects; without it, the user that runs the release.", Example = "shop")]
    public string? User { get; init; }

    /// <summary>The role's password.</summary>
    [Setting(
        "The role's password; without it, the client's own means (.pgpass, peer) apply.",
        Example = "secret:SHOP_DB_PASSWORD"
    )]
    public Secret? Password { get; init; }

    /// <summary>The directory of pg_dump, pg_restore and psql.</summary>
    [Setting(
        "The directory of pg_dump, pg_restore and psql; without it, they are found by the PATH.",
        Example = "/usr/lib/postgresql/17/bin",
        Path = PathBase.Project
    )]
    public string? Binaries { get; init; }

    /// <summary>The database to connect to for creating and dropping others.</summary>
    [Setting(
        "The database to connect to while others are created, renamed or dropped.",
        Example = "template1"
    )]
    public string MaintenanceDatabase { get; init; } = "postgres";

    /// <summary>Tables whose rows are not backed up.</summary>
    [Setting(
        "Patterns of tables whose rows are not backed up, as pg_dump's --exclude-table-data takes them.",
        Example = "[job.*, datastore.*]"
    )]
    public IReadOnlyList<string> ExcludeTableData { get; init; } = [];
}
