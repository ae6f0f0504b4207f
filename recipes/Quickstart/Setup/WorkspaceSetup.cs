using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Composing;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Quickstart.Setup;

/// <summary>
/// Makes the workspace, once: a cluster with a database of some ten thousand rows, a git repository with a remote,
/// and version 1.0.0 of the shop, running. Before a later release it starts what does not run, and has the next change made.
/// </summary>
internal sealed class WorkspaceSetup(WorkspaceSettings settings, StepContext context)
{
    public async Task RunAsync(bool forRelease, CancellationToken cancellationToken)
    {
        var isNew = !File.Exists(settings.Complete);
        if (isNew)
        {
            context.Warn(
                $"Setting the quickstart up in {settings.Directory}: its own PostgreSQL cluster, git remote and shop 1.0.0."
            );
        }

        Directory.CreateDirectory(settings.Directory);
        ChoosePassword();
        ChoosePorts();
        WriteConfiguration();
        await StartClusterAsync(cancellationToken).ConfigureAwait(false);
        var repository = new ShopRepository(settings, context);
        var shop = new FirstVersion(settings, context);
        if (isNew)
        {
            await repository.CreateAsync(cancellationToken).ConfigureAwait(false);
            await shop.InstallAsync(cancellationToken).ConfigureAwait(false);
            await File.WriteAllTextAsync(settings.Complete, "", cancellationToken).ConfigureAwait(false);
        }

        // On the way back it is the rollback that starts what has to run.
        if (isNew || forRelease)
        {
            await shop.StartWhatIsSetAsync(cancellationToken).ConfigureAwait(false);
        }

        if (forRelease)
        {
            await new NextChange(settings, repository).MakeAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private void ChoosePassword()
    {
        if (!settings.HasPassword)
        {
            settings.WritePassword(RandomNumberGenerator.GetHexString(32, lowercase: true));
        }
    }

    private void ChoosePorts()
    {
        if (!settings.HasPorts)
        {
            settings.WritePorts(
                FreePort(WorkspaceSettings.DefaultWebPort),
                FreePort(WorkspaceSettings.DefaultDatabasePort)
            );
        }
    }

    /// <summary>The quickstart's release.yml, with the ports that were chosen.</summary>
    private void WriteConfiguration()
    {
        if (File.Exists(settings.Configuration))
        {
            return;
        }

        var text = EmbeddedText
            .Read(typeof(Recipe).Assembly, "quickstart.release.yml")
            .Replace(Text(WorkspaceSettings.DefaultWebPort), Text(settings.WebPort), StringComparison.Ordinal)
            .Replace(
                Text(WorkspaceSettings.DefaultDatabasePort),
                Text(settings.DatabasePort),
                StringComparison.Ordinal
            );
        File.WriteAllText(settings.Configuration, text);
    }

    private async Task StartClusterAsync(CancellationToken cancellationToken)
    {
        var runner = new CommandRunner(new Redactor(settings.Password));
        var cluster = await QuickstartCluster
            .OpenAsync(settings, runner, cancellationToken)
            .ConfigureAwait(false);
        await cluster.StartAsync(cancellationToken).ConfigureAwait(false);
        await cluster.CreateDatabaseAsync("shop", cancellationToken).ConfigureAwait(false);
    }

    private static int FreePort(int wanted)
    {
        foreach (var port in (int[])[wanted, 0])
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException) when (port != 0)
            {
                // Taken: any other one will do.
            }
        }

        throw new ReleaseRefusedException("This machine has no free port on 127.0.0.1.");
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
