using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Postgres;

namespace Quickstart.Setup;

/// <summary>The quickstart's own PostgreSQL cluster.</summary>
internal static class QuickstartCluster
{
    public static async Task<PostgresCluster> OpenAsync(
        WorkspaceSettings settings,
        ICommandRunner runner,
        CancellationToken cancellationToken
    )
    {
        var tools = await PostgresTools
            .FindAsync(runner, new ThisMachine(), null, 0, "initdb", cancellationToken)
            .ConfigureAwait(false);
        var options = new ClusterOptions
        {
            Directory = settings.Cluster,
            Port = settings.DatabasePort,
            User = "quickstart",
            Password = settings.Password,
        };
        return new PostgresCluster(options, tools, runner);
    }
}
