using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Cake.Frosting.Release.Tests.State;

/// <summary>
/// A real sshd on a port of its own of 127.0.0.1, with its own keys, for the user that runs the tests. Without
/// openssh-server a test is skipped, and fails in CI.
/// </summary>
internal sealed class SshServer : IDisposable
{
    private const string Program = "/usr/sbin/sshd";
    private readonly string directory = Directory.CreateTempSubdirectory("ssh d-").FullName;
    private readonly Process server;

    private SshServer(string more)
    {
        Port = FreePort();
        MakeKey("host");
        MakeKey("user");
        File.Copy(In("user.pub"), In("authorized"));
        File.WriteAllText(
            In("known_hosts"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"[127.0.0.1]:{Port} {File.ReadAllText(In("host.pub"))}"
            )
        );
        File.WriteAllText(In("config"), Configuration() + more);
        server = Process.Start(new ProcessStartInfo(Program, ["-D", "-f", In("config"), "-E", In("log")]))!;
    }

    public int Port { get; }

    /// <summary>The file of the private key that may log in.</summary>
    public string Identity => In("user");

    public string KnownHosts => In("known_hosts");

    public string Address => string.Create(CultureInfo.InvariantCulture, $"ssh://127.0.0.1:{Port}");

    public string Log => File.ReadAllText(In("log"));

    /// <summary>Starts one.</summary>
    /// <param name="more">Further lines of its configuration.</param>
    public static SshServer Start(string more = "")
    {
        if (!File.Exists(Program))
        {
            const string how = "sshd is not on this machine; on Debian: apt-get install openssh-server";
            if (Environment.GetEnvironmentVariable("CI") == "true")
            {
                Assert.Fail(how);
            }

            Assert.Ignore(how);
        }

        if (Environment.IsPrivilegedProcess)
        {
            // Started as a service, it would be made for it.
            Directory.CreateDirectory("/run/sshd");
        }

        var started = new SshServer(more);
        started.WaitUntilItListens();
        return started;
    }

    /// <summary>Ends every connection at once, as a host that reboots does; new ones are accepted.</summary>
    public void KillConnections() => SignalConnections("KILL");

    /// <summary>Nothing comes through any more and nobody is told, as when a cable is cut; new ones are accepted.</summary>
    public void FreezeConnections() => SignalConnections("STOP");

    public void Dispose()
    {
        SignalConnections("KILL");
        server.Kill();
        server.WaitForExit();
        server.Dispose();
        Directory.Delete(directory, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string In(string file) => Path.Combine(directory, file);

    private string Configuration() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            Port {Port}
            ListenAddress 127.0.0.1
            HostKey "{In("host")}"
            AuthorizedKeysFile "{In("authorized")}"
            PidFile none
            StrictModes no
            UsePAM no
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            PermitRootLogin prohibit-password

            """
        );

    private void MakeKey(string name)
    {
        using var keygen = Process.Start(
            new ProcessStartInfo("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", In(name)])
        )!;
        keygen.WaitForExit();
        keygen.ExitCode.ShouldBe(0);
    }

    private void WaitUntilItListens()
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < TimeSpan.FromSeconds(30) && !server.HasExited)
        {
            try
            {
                using var client = new TcpClient("127.0.0.1", Port);
                return;
            }
            catch (SocketException)
            {
                Thread.Sleep(20);
            }
        }

        Assert.Fail($"sshd does not listen:\n{(File.Exists(In("log")) ? Log : "")}");
    }

    /// <summary>The processes of sshd below the one that listens: one or two for each connection.</summary>
    private void SignalConnections(string signal)
    {
        foreach (var process in Below(server.Id))
        {
            using var kill = Process.Start("kill", ["-s", signal, process]);
            kill.WaitForExit();
        }
    }

    private static IEnumerable<string> Below(int parent)
    {
        foreach (var child in Children(parent))
        {
            yield return child;
            foreach (var below in Below(int.Parse(child, CultureInfo.InvariantCulture)))
            {
                yield return below;
            }
        }
    }

    private static IEnumerable<string> Children(int parent)
    {
        foreach (
            var stat in Directory.EnumerateDirectories("/proc").Select(each => Path.Combine(each, "stat"))
        )
        {
            string text;
            try
            {
                text = File.ReadAllText(stat);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                continue;
            }

            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            if (fields[1] == parent.ToString(CultureInfo.InvariantCulture) && text.Contains("(sshd)"))
            {
                yield return text.Split(' ')[0];
            }
        }
    }
}
