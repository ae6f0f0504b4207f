using System.Net;
using System.Net.Sockets;

namespace Engine;

/// <summary>What the tests on a real engine need of a machine; without it they are skipped, and fail in CI.</summary>
internal static class EngineParts
{
    private const string Packages =
        "apt-get install -y --no-install-recommends docker.io docker-registry iptables cgroupfs-mount busybox-static";

    private static readonly string[] PluginDirectories =
    [
        "/usr/libexec/docker/cli-plugins",
        "/usr/lib/docker/cli-plugins",
        "/usr/local/lib/docker/cli-plugins",
        "/usr/local/libexec/docker/cli-plugins",
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".docker/cli-plugins"),
    ];

    /// <summary>Why no engine can be started here; <c>null</c> where one can.</summary>
    public static string? Missing()
    {
        if (!OperatingSystem.IsLinux())
        {
            return "the tests on a real engine need Linux";
        }

        var programs = ((string[])["docker", "dockerd", "docker-registry", "busybox"])
            .Where(program => Find(program) is null)
            .ToList();
        return programs.Count > 0
                ? $"{string.Join(", ", programs)} not on this machine; on Debian: {Packages}"
            : !Environment.IsPrivilegedProcess && Find("sudo") is null
                ? "an engine is started by root; run the tests as root, or install sudo"
            : !Directory.Exists("/sys/fs/cgroup/memory") && !File.Exists("/sys/fs/cgroup/cgroup.controllers")
                ? "no cgroups are mounted, which an engine needs; as root: cgroupfs-mount"
            : null;
    }

    /// <summary>Why a version of Compose cannot be tested; <c>null</c> where it can.</summary>
    public static string? Missing(ComposeVersion version) =>
        Missing()
        ?? (
            version == ComposeVersion.One
                ? Find("docker-compose") is null
                    ? "docker-compose (Compose v1) is not on this machine; on Debian 12: apt-get install docker-compose"
                    : null
                : PluginDirectories.Any(directory => File.Exists(Path.Combine(directory, "docker-compose")))
                    ? null
                    : "the plugin docker-compose (Compose v2) is not on this machine; .ci/run shows how to get it"
        );

    /// <summary>Ends the test where something is missing.</summary>
    public static void Need(string? missing)
    {
        if (missing is not null)
        {
            if (Environment.GetEnvironmentVariable("CI") == "true")
            {
                Assert.Fail(missing);
            }

            Assert.Ignore(missing);
        }
    }

    /// <summary>A program's file; <c>null</c> where it is not there. Debian keeps some where not everybody looks.</summary>
    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':')
            .Concat(["/usr/sbin", "/sbin", "/usr/local/sbin"])
            .Select(directory => Path.Combine(directory, program))
            .FirstOrDefault(File.Exists);

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>The two programs that are called Compose.</summary>
public enum ComposeVersion
{
    /// <summary>docker-compose 1.29, of Python.</summary>
    One,

    /// <summary>docker compose, a plugin of the client.</summary>
    Two,
}
