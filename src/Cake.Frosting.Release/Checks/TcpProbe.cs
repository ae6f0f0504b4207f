using System.Net.Sockets;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Checks;

/// <summary>A port of this machine that must accept connections.</summary>
/// <param name="port">The port.</param>
public sealed class TcpProbe(int port) : ICheck
{
    /// <inheritdoc/>
    public Instruction Instruction => Instruction.Manual($"Wait until 127.0.0.1:{port} accepts connections");

    /// <inheritdoc/>
    public async Task<string?> TryAsync(StepContext context, CancellationToken cancellationToken) =>
        await IsOpenAsync(port, cancellationToken).ConfigureAwait(false)
            ? null
            : $"nothing listens on 127.0.0.1:{port}";

    /// <summary>Whether something listens on a port of this machine.</summary>
    /// <param name="port">The port.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    public static async Task<bool> IsOpenAsync(int port, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", port, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
