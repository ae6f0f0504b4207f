using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Postgres;

namespace Cake.Frosting.Release.Composing;

/// <summary>A database of the configuration, and the programs of PostgreSQL that fit its server.</summary>
public sealed class DatabaseRoom
{
    private readonly PostgresTools? tools;

    private DatabaseRoom(
        DatabaseTarget target,
        SshTunnel? tunnel,
        PostgresTools? tools,
        Database configuration
    )
    {
        Tunnel = tunnel;
        Target = target;
        this.tools = tools;
        Configuration = configuration;
    }

    /// <summary>The database.</summary>
    public DatabaseTarget Target { get; }

    /// <summary>What its server is reached by; open for as long as the room is there.</summary>
    internal SshTunnel? Tunnel { get; }

    /// <summary>Its section of the configuration.</summary>
    public Database Configuration { get; }

    /// <summary>The programs; they were looked for only where a release is planned or runs.</summary>
    /// <exception cref="InvalidOperationException">They were not looked for.</exception>
    public PostgresTools Tools =>
        tools
        ?? throw new InvalidOperationException(
            $"PostgreSQL's programs for {Target.Name} were not looked for."
        );

    /// <summary>Keeps the server's write-ahead log while a release needs it; nothing is held before a step asks.</summary>
    internal WalHold LogHold { get; } = new();

    /// <summary>Opens a database's room.</summary>
    /// <param name="target">The database.</param>
    /// <param name="tunnel">What its server is reached by; <c>null</c> where it is reached directly.</param>
    /// <param name="section">Its section.</param>
    /// <param name="runner">Asks the programs for their version; <c>null</c> where they are not needed.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="ReleaseRefusedException">There are no programs that fit.</exception>
    public static async Task<DatabaseRoom> OpenAsync(
        DatabaseTarget target,
        SshTunnel? tunnel,
        Database section,
        ICommandRunner? runner,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(section);
        var tools = runner is null
            ? null
            : await PostgresTools
                .FindAsync(
                    runner,
                    target.Server.ToolsPlace,
                    section.Binaries,
                    await ServerMajorAsync(target.Server, cancellationToken).ConfigureAwait(false),
                    cancellationToken: cancellationToken
                )
                .ConfigureAwait(false);
        return new DatabaseRoom(target, tunnel, tools, section);
    }

    /// <summary>The server's major version; 0 where it cannot be asked, which Preflight reports.</summary>
    private static async Task<int> ServerMajorAsync(
        PostgresServer server,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await using var session = await Session
                .MaintainAsync(server with { ConnectTimeout = TimeSpan.FromSeconds(3) }, cancellationToken)
                .ConfigureAwait(false);
            return session.Major;
        }
        catch (ReleaseException)
        {
            return 0;
        }
    }
}
