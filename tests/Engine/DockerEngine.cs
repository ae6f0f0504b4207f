using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Engine;

/// <summary>
/// A Docker engine of its own: data, socket and process in a directory of its own, gone with it, also where the
/// tests are killed. It has no bridge and touches no firewall rules, so that several go side by side; networks that
/// Compose makes, and ports published on 127.0.0.1, work all the same.
/// </summary>
internal sealed class DockerEngine : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly Lock Gate = new();
    private static DockerEngine? shared;

    /// <summary>Ends the engine when the shell's standard input ends, which it does however the tests end.</summary>
    private const string Keeper = """
        dockerd "$@" >"$ENGINE/log" 2>&1 </dev/null &
        engine=$!
        read -r nothing
        docker -H "unix://$ENGINE/docker.sock" ps --all --quiet | xargs -r docker -H "unix://$ENGINE/docker.sock" rm --force >/dev/null 2>&1
        kill "$engine"
        wait "$engine"
        rm -rf "$ENGINE"
        """;

    private readonly string directory = Directory.CreateTempSubdirectory("engine-").FullName;
    private readonly Process keeper;
    private readonly Lazy<DockerRegistry> registry;

    private DockerEngine()
    {
        string[] options =
        [
            "--host",
            Host,
            "--data-root",
            Path.Combine(directory, "data"),
            "--exec-root",
            Path.Combine(directory, "exec"),
            "--pidfile",
            Path.Combine(directory, "pid"),
            "--bridge=none",
            "--iptables=false",
            "--ip6tables=false",
            "--ip-masq=false",
            "--shutdown-timeout=1",
        ];
        string[] shell = ["sh", "-c", Keeper, "engine", .. options];
        var isRoot = Environment.IsPrivilegedProcess;
        var start = isRoot
            ? new ProcessStartInfo("sh", shell[1..])
            : new ProcessStartInfo(
                "sudo",
                ["-n", $"ENGINE={directory}", .. shell, "--group", Environment.UserName]
            );
        start.RedirectStandardInput = true;
        start.Environment["ENGINE"] = directory;
        start.Environment["PATH"] = $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/sbin";
        keeper = Process.Start(start)!;
        registry = new Lazy<DockerRegistry>(DockerRegistry.Start);
        WaitUntilItAnswers();
    }

    /// <summary>Where it listens, as DOCKER_HOST says it.</summary>
    public string Host => $"unix://{directory}/docker.sock";

    /// <summary>A registry on loopback.</summary>
    public DockerRegistry Registry => registry.Value;

    /// <summary>The engine of this run of the tests; the first to ask starts it.</summary>
    public static DockerEngine Shared()
    {
        EngineParts.Need(EngineParts.Missing());
        lock (Gate)
        {
            return shared ??= new DockerEngine();
        }
    }

    /// <summary>One for a test that ends it, or does worse to it.</summary>
    public static DockerEngine Own()
    {
        EngineParts.Need(EngineParts.Missing());
        return new DockerEngine();
    }

    /// <summary>Ends the engine that the tests shared.</summary>
    public static void DisposeShared()
    {
        lock (Gate)
        {
            shared?.Dispose();
            shared = null;
        }
    }

    /// <summary>Runs docker on this engine.</summary>
    /// <returns>What it wrote to standard output, without white space around it.</returns>
    public string Docker(params string[] arguments) => Run("docker", arguments);

    /// <summary>Runs a program with this engine in its environment.</summary>
    public string Run(string program, string[] arguments, string? directory = null, string input = "")
    {
        var (code, output, error) = TryRun(program, arguments, directory, input);
        return code == 0
            ? output.Trim()
            : throw new InvalidOperationException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{program} {string.Join(' ', arguments)} ended with {code}: {error}{output}"
                )
            );
    }

    /// <summary>Ends a project of Compose with all that it has, if a test got as far as to write its file.</summary>
    public void EndProject(string directory)
    {
        if (File.Exists(Path.Combine(directory, "compose.yml")))
        {
            TryRun("docker", ["compose", "down", "--volumes", "--timeout", "1"], directory);
        }
    }

    /// <summary>Runs a program with this engine in its environment, and says how it ended.</summary>
    public (int Code, string Output, string Error) TryRun(
        string program,
        string[] arguments,
        string? directory = null,
        string input = ""
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory ?? "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOCKER_HOST"] = Host;
        start.Environment["DOCKER_BUILDKIT"] = "0";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        return (process.ExitCode, output.Result, error.Result);
    }

    public void Dispose()
    {
        keeper.StandardInput.Close();
        keeper.WaitForExit();
        keeper.Dispose();
        if (registry.IsValueCreated)
        {
            registry.Value.Dispose();
        }
    }

    private void WaitUntilItAnswers()
    {
        var clock = Stopwatch.StartNew();
        while (TryRun("docker", ["version", "--format", "{{.Server.Version}}"]).Code != 0)
        {
            if (keeper.HasExited || clock.Elapsed > Patience)
            {
                var log = Path.Combine(directory, "log");
                var end = new StringBuilder();
                foreach (var line in File.Exists(log) ? File.ReadLines(log).TakeLast(12) : [])
                {
                    end.Append("\n    ").Append(line);
                }

                Dispose();
                Assert.Fail($"dockerd does not answer. The end of its log:{end}");
            }

            Thread.Sleep(50);
        }
    }
}
