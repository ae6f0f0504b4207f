using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Postgres;

namespace Cake.Frosting.Release.Composing;

/// <summary>A database of the configuration, and the programs of PostgreSQL that fit its server.</summary>
/// <param name="Target">The database.</param>
/// <param name="Tools">The programs.</param>
/// <param name="Configuration">Its section of the configuration.</param>
public sealed record DatabaseRoom(DatabaseTarget Target, PostgresTools Tools, Database Configuration)
{
    /// <summary>Finds the programs for a database.</summary>
    /// <param name="label">Its key in the configuration.</param>
    /// <param name="section">Its section.</param>
    /// <param name="runner">Asks the programs for their version.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="ReleaseRefusedException">There are none that fit.</exception>
    public static async Task<DatabaseRoom> OpenAsync(
        string label,
        Database section,
        ICommandRunner runner,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(section);
        var target = DatabaseAddress.TargetOf(label, section);
        var tools = await PostgresTools
            .FindAsync(
                runner,
                target.Server.ToolsPlace,
                section.Binaries,
                await ServerMajorAsync(target.Server, cancellationToken).ConfigureAwait(false),
                cancellationToken: cancellationToken
            )
            .ConfigureAwait(false);
        return new DatabaseRoom(target, tools, section);
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
