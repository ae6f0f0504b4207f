using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Cake.Frosting.Release.Tests.Checks;

/// <summary>A server on a socket that answers every request with the bytes that a test wants.</summary>
internal sealed class Server : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();

    public Server(Func<Stream, string, CancellationToken, Task> answer)
    {
        listener.Start();
        _ = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                _ = Task.Run(async () =>
                {
                    using (client)
                    {
                        var buffer = new byte[64 * 1024];
                        var read = await client.GetStream().ReadAsync(buffer, stop.Token);
                        await answer(
                            client.GetStream(),
                            Encoding.Latin1.GetString(buffer, 0, read),
                            stop.Token
                        );
                    }
                });
            }
        });
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public Uri Url => new($"http://127.0.0.1:{Port}/health");

    public static Server Answering(string status, string body, string headers = "") =>
        new(
            async (stream, _, stop) =>
                await stream.WriteAsync(
                    Encoding.UTF8.GetBytes(
                        $"HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{headers}\r\n{body}"
                    ),
                    stop
                )
        );

    public void Dispose()
    {
        stop.Cancel();
        listener.Dispose();
        stop.Dispose();
    }
}
