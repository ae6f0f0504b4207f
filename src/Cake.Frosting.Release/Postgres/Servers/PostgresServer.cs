using Cake.Frosting.Release.Commands;

namespace Cake.Frosting.Release.Postgres;

/// <summary>A PostgreSQL server, and how to reach it.</summary>
public sealed record PostgresServer
{
    /// <summary>The host name, address, or directory of the Unix socket.</summary>
    public required string Host { get; init; }

    /// <summary>The port.</summary>
    public int Port { get; init; } = 5432;

    /// <summary>The role to connect as: the owner of the databases with CREATEDB, or a superuser.</summary>
    public required string User { get; init; }

    /// <summary>The password; <c>null</c> where the server asks for none.</summary>
    public Secret? Password { get; init; }

    /// <summary>libpq's sslmode: <c>disable</c>, <c>prefer</c>, <c>require</c>, <c>verify-ca</c> or <c>verify-full</c>.</summary>
    public string SslMode { get; init; } = "prefer";

    /// <summary>The database to connect to while another one is created, renamed or dropped.</summary>
    public string MaintenanceDatabase { get; init; } = "postgres";

    /// <summary>
    /// Where pg_dump and pg_restore run. They read and write backups, so this place must share its files with
    /// this machine.
    /// </summary>
    public IPlace ToolsPlace { get; init; } = new ThisMachine();

    /// <summary>
    /// The server as containers beside it reach it, where the tool goes through a tunnel; <c>null</c> where all take the
    /// same way.
    /// </summary>
    internal (string Host, int Port)? Inside { get; init; }

    /// <summary>How long connecting may take.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The server as errors name it: <c>db.example:5432</c>.</summary>
    public override string ToString() => $"{Host}:{Port}";
}
