using Cake.Frosting.Release.Commands;

namespace Cake.Frosting.Release.Postgres;

/// <summary>A program of the new version that migrates a database.</summary>
public sealed record ProgramMigration
{
    /// <summary>Where it runs.</summary>
    public required IPlace Place { get; init; }

    /// <summary>The program; where its database is, it hears from its environment.</summary>
    public required Command Command { get; init; }

    /// <summary>Variables that tell it where the database is, besides those of libpq and DATABASE_URL.</summary>
    public IReadOnlyDictionary<string, DatabaseForm> Variables { get; init; } =
        new Dictionary<string, DatabaseForm>();

    /// <summary>The table in which it keeps what it has applied; <c>null</c> to look for the usual ones.</summary>
    public string? HistoryTable { get; init; }

    /// <summary>Whether it runs in a container beside the server's, where a tunnel of the tool does not lead.</summary>
    internal bool IsInside { get; init; }

    /// <summary>The command for one database: the live one, or the clone of a rehearsal.</summary>
    internal Command For(DatabaseTarget target) =>
        DatabaseEnvironment.Tell(
            Command,
            IsInside && target.Server.Inside is var (host, port)
                ? target with
                {
                    Server = target.Server with { Host = host, Port = port },
                }
                : target,
            Variables
        );
}
