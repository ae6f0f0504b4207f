using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace Cake.Frosting.Release.Tests.Postgres;

/// <summary>A real sshd on a port of its own of 127.0.0.1, with keys of its own.</summary>
internal sealed class LoopbackSsh : IDisposable
{
    private readonly string directory = Path.Combine(PostgresSetUp.Root, $"ssh-{Guid.NewGuid():N}");
    private readonly Process server;
    private readonly int port = PostgresSetUp.FreePort();

    private LoopbackSsh()
    {
        Directory.CreateDirectory(directory);
        if (Environment.IsPrivilegedProcess)
        {
            Directory.CreateDirectory("/run/sshd");
        }

        foreach (var key in new[] { "host", "user" })
        {
            Start("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", In(key)).WaitForExit();
        }

        File.WriteAllText(
            In("config"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"Port {port}\nListenAddress 127.0.0.1\nHostKey {In("host")}\nAuthorizedKeysFile {In("user.pub")}\nPidFile none\nStrictModes no\nUsePAM no\nPasswordAuthentication no\n"
            )
        );
        server = Start("/usr/sbin/sshd", "-D", "-f", In("config"), "-E", In("log"));
        for (var i = 0; i < 300 && !Answers(); i++)
        {
            Thread.Sleep(100);
        }
    }

    public static string Host => $"{Environment.UserName}@127.0.0.1";

    public ImmutableArray<string> Options =>
        [
            "-p",
            port.ToString(CultureInfo.InvariantCulture),
            "-i",
            In("user"),
            "-o",
            $"UserKnownHostsFile={In("known")}",
            "-o",
            "StrictHostKeyChecking=accept-new",
        ];

    public static LoopbackSsh Begin()
    {
        Programs.Require("sshd", "openssh-server");
        return new LoopbackSsh();
    }

    public void Dispose()
    {
        server.Kill();
        server.WaitForExit();
        server.Dispose();
    }

    private bool Answers()
    {
        try
        {
            using var client = new TcpClient("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private string In(string file) => Path.Combine(directory, file);

    private static Process Start(string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments))!;
}
