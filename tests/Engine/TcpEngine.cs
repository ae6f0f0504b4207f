using System.Net;
using System.Net.Sockets;

namespace Engine;

/// <summary>A port of 127.0.0.1 that leads to an engine's socket, as an engine that listens on TCP has one.</summary>
internal sealed class TcpEngine : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly string socket;

    public TcpEngine(DockerEngine engine)
    {
        socket = engine.Host["unix://".Length..];
        listener.Start();
        _ = Task.Run(AcceptAsync);
    }

    /// <summary>Where it listens, as DOCKER_HOST says it.</summary>
    public string Host =>
        FormattableString.Invariant($"tcp://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    public void Dispose() => listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = RelayAsync(await listener.AcceptSocketAsync());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The end.
        }
    }

    private async Task RelayAsync(Socket client)
    {
        using var engine = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using (client)
        {
            try
            {
                await engine.ConnectAsync(new UnixDomainSocketEndPoint(socket));
                await Task.WhenAll(CopyAsync(client, engine), CopyAsync(engine, client));
            }
            catch (SocketException)
            {
                // One of the two is gone; so is the other, then.
            }
        }
    }

    /// <summary>The end of one direction is not that of the other.</summary>
    private static async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = new byte[65536];
        while (await from.ReceiveAsync(buffer) is > 0 and var count)
        {
            await to.SendAsync(buffer.AsMemory(0, count));
        }

        to.Shutdown(SocketShutdown.Send);
    }
}
