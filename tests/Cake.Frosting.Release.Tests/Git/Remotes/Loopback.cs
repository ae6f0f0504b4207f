using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Cake.Frosting.Release.Tests.Git;

/// <summary>Servers on loopback.</summary>
internal static class Loopback
{
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Waits until a server takes connections.</summary>
    public static void WaitFor(Process server, int port)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < TimeSpan.FromMinutes(1) && !server.HasExited)
        {
            try
            {
                using var client = new TcpClient("127.0.0.1", port);
                return;
            }
            catch (SocketException)
            {
                Thread.Sleep(20);
            }
        }

        Assert.Fail($"{server.StartInfo.FileName} does not listen on {port}.");
    }

    /// <summary>Skips where a program is missing; in CI that is a failure.</summary>
    public static void Need(string program, string how)
    {
        if (!File.Exists(program))
        {
            if (System.Environment.GetEnvironmentVariable("CI") == "true")
            {
                Assert.Fail(how);
            }

            Assert.Ignore(how);
        }
    }
}
