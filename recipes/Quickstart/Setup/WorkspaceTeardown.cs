using Cake.Frosting.Release.Chain;
using Cake.Frosting.Release.Commands;

namespace Quickstart.Setup;

/// <summary>Takes the workspace away again; what does not run or is not there is fine.</summary>
internal sealed class WorkspaceTeardown(WorkspaceSettings settings, Tool tool)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(settings.Directory))
        {
            tool.Output.WriteLine($"There is no quickstart in {settings.Directory}.");
            return;
        }

        await StopServicesAsync(cancellationToken).ConfigureAwait(false);
        if (Directory.Exists(settings.Cluster) && settings.HasPassword)
        {
            var cluster = await QuickstartCluster
                .OpenAsync(settings, tool.Runner, cancellationToken)
                .ConfigureAwait(false);
            await cluster.StopAsync(cancellationToken).ConfigureAwait(false);
        }

        Directory.Delete(settings.Directory, recursive: true);
        tool.Output.WriteLine($"The shop and its cluster are stopped, and {settings.Directory} is gone.");
    }

    private async Task StopServicesAsync(CancellationToken cancellationToken)
    {
        var run = Path.Combine(settings.Deploy, "run");
        if (!Directory.Exists(run))
        {
            return;
        }

        foreach (var state in Directory.EnumerateFiles(run, "*.state"))
        {
            var command = new Command("sh", Path.Combine(run, "service.sh"), "stop", state, "10");
            await tool
                .Runner.RunAsync(new ThisMachine(), command, null, cancellationToken)
                .ConfigureAwait(false);
        }
    }
}
