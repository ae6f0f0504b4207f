using System.Net;
using System.Net.Sockets;

namespace Faults.Bench;

/// <summary>The network between the tool and a server of this machine: a port that can be cut off, and can stall.</summary>
internal sealed class Wire(int port, int server) : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly HashSet<Socket> open = [];
    private TcpListener? listener;
    private TaskCompletionSource flowing = Flowing();

    public int Port => port;

    /// <summary>Connects; already connected is fine.</summary>
    public void Heal()
    {
        flowing.TrySetResult();
        if (listener is null)
        {
            var next = new TcpListener(IPAddress.Loopback, port);
            next.Start(128);
            listener = next;
            _ = AcceptAsync(next);
        }
    }

    /// <summary>Ends all connections and takes no new ones.</summary>
    public void Cut()
    {
        listener?.Stop();
        listener = null;
        lock (gate)
        {
            foreach (var socket in open)
            {
                // A reset, as from a router that has forgotten the connection.
                socket.LingerState = new LingerOption(true, 0);
                socket.Dispose();
            }

            open.Clear();
        }
    }

    /// <summary>Passes nothing on until it is healed.</summary>
    public void Stall() =>
        flowing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public ValueTask DisposeAsync()
    {
        flowing.TrySetResult();
        Cut();
        return ValueTask.CompletedTask;
    }

    private static TaskCompletionSource Flowing()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }

    private async Task AcceptAsync(TcpListener from)
    {
        try
        {
            while (true)
            {
                var near = await from.AcceptSocketAsync();
                _ = JoinAsync(near);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Cut.
        }
    }

    private async Task JoinAsync(Socket near)
    {
        using var far = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using (near)
        {
            try
            {
                near.NoDelay = far.NoDelay = true;
                await far.ConnectAsync(IPAddress.Loopback, server);
                lock (gate)
                {
                    open.Add(near);
                    open.Add(far);
                }

                await Task.WhenAny(PassAsync(near, far), PassAsync(far, near));
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                // One of both sides is gone, and the other learns of it.
            }

            lock (gate)
            {
                open.Remove(near);
                open.Remove(far);
            }
        }
    }

    private async Task PassAsync(Socket from, Socket to)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var count)
            {
                await flowing.Task;
                for (var sent = 0; sent < count; )
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent));
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Ended by the other direction.
        }
    }
}
