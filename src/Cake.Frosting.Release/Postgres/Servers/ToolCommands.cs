using System.Globalization;
using Cake.Frosting.Release.Commands;

namespace Cake.Frosting.Release.Postgres;

/// <summary>The command lines of PostgreSQL's own programs; the password is in the environment, never among the arguments.</summary>
internal static class ToolCommands
{
    /// <summary>A program with the options that all of them take to reach a database.</summary>
    public static Command Connect(PostgresServer server, PostgresTools tools, string program, string database)
    {
        return ConnectToCluster(server, tools, program).With($"--dbname={SqlText.ConnectionName(database)}");
    }

    /// <summary>A program with the options that all of them take to reach a server.</summary>
    public static Command ConnectToCluster(PostgresServer server, PostgresTools tools, string program)
    {
        var command = new Command(
            tools.Program(program),
            $"--host={server.Host}",
            $"--port={server.Port.ToString(CultureInfo.InvariantCulture)}",
            $"--username={server.User}",
            "--no-password"
        )
            .WithEnvironment("PGAPPNAME", Application.Name)
            .WithEnvironment("PGSSLMODE", server.SslMode)
            .WithEnvironment(
                "PGCONNECT_TIMEOUT",
                server.ConnectTimeout.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)
            );
        return server.Password is { } password ? command.WithEnvironment("PGPASSWORD", password) : command;
    }

    /// <summary>A dump of the schema alone; <paramref name="snapshot"/> is a blank, or <c>null</c> for a snapshot of its own.</summary>
    public static Command DumpSchema(
        PostgresServer server,
        PostgresTools tools,
        string database,
        string file,
        string? snapshot
    )
    {
        var command = Connect(server, tools, "pg_dump", database)
            .With("--schema-only", "--format=plain", "--encoding=UTF8", $"--file={file}");
        return snapshot is null ? command : command.With($"--snapshot={snapshot}");
    }

    /// <summary>psql that stops at the first error and reads no configuration of the user's.</summary>
    public static Command RunScript(
        PostgresServer server,
        PostgresTools tools,
        string database,
        string file
    ) =>
        Connect(server, tools, "psql", database)
            .With("--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--output=/dev/null", $"--file={file}");
}
