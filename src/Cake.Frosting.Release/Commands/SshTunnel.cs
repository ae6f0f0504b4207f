using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Commands;

/// <summary>
/// A port of this machine's loopback that leads, through a host, to an address that the host can reach. It ends with
/// the tool, however the tool ends.
/// </summary>
public sealed class SshTunnel : IDisposable
{
    private const string Ready = "ready";

    /// <summary>Somebody else may take a port between the look for a free one and ssh.</summary>
    private const int Tries = 3;

    private readonly Dialogue dialogue;

    private SshTunnel(Dialogue dialogue, int port)
    {
        this.dialogue = dialogue;
        Port = port;
    }

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Opens a tunnel.</summary>
    /// <param name="host">The host that it leads through.</param>
    /// <param name="address">The address behind it.</param>
    /// <param name="port">The port of that address.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CommandFailedException">The host cannot be reached, or forwards nothing.</exception>
    public static async Task<SshTunnel> OpenAsync(
        SshHost host,
        string address,
        int port,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(host);
        for (var attempt = 1; ; attempt++)
        {
            var local = FreePort();
            var forward = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{local}:{address}:{port}");
            // The other end goes when it hears the end of its input, which it does also when the tool is killed.
            var dialogue = Dialogue.Open(
                new ThisMachine(),
                host.Forward(forward, $"echo {Ready} && exec cat"),
                new Redactor()
            );
            var kill = cancellationToken.Register(dialogue.Kill);
            await using (kill.ConfigureAwait(false))
            {
                var heard = await Task.Run(dialogue.HearLine, CancellationToken.None).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
                if (heard == Ready)
                {
                    return new SshTunnel(dialogue, local);
                }
            }

            var failure = dialogue.Failure();
            dialogue.Dispose();
            if (attempt == Tries || !failure.StandardError.Contains("forward", StringComparison.Ordinal))
            {
                throw failure;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => dialogue.Dispose();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
