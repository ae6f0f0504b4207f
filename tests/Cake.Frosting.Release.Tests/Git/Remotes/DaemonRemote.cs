using System.Diagnostics;
using System.Globalization;

namespace Cake.Frosting.Release.Tests.Git;

/// <summary><c>git daemon</c> on loopback.</summary>
internal sealed class DaemonRemote : IServedRemote
{
    private readonly Process daemon;

    public DaemonRemote(string repository, bool takesPushes = true)
    {
        var port = Loopback.FreePort();
        var root = Path.GetDirectoryName(repository)!;
        Address = string.Create(
            CultureInfo.InvariantCulture,
            $"git://127.0.0.1:{port}/{Path.GetFileName(repository)}"
        );
        daemon = Process.Start(
            new ProcessStartInfo(
                "git",
                [
                    "daemon",
                    "--reuseaddr",
                    "--export-all",
                    takesPushes ? "--enable=receive-pack" : "--disable=receive-pack",
                    "--listen=127.0.0.1",
                    string.Create(CultureInfo.InvariantCulture, $"--port={port}"),
                    $"--base-path={root}",
                    root,
                ]
            )
            {
                RedirectStandardError = true,
                Environment = { ["GIT_CONFIG_GLOBAL"] = Path.Combine(root, "gitconfig") },
            }
        )!;
        daemon.ErrorDataReceived += (_, _) => { };
        daemon.BeginErrorReadLine();
        Loopback.WaitFor(daemon, port);
    }

    public string Address { get; }

    public IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string>();

    public void Dispose()
    {
        daemon.Kill(entireProcessTree: true);
        daemon.WaitForExit();
        daemon.Dispose();
    }
}
