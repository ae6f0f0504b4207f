using System.Diagnostics;
using System.Globalization;

namespace Engine;

/// <summary>A real registry on a port of 127.0.0.1, without credentials; its data is gone with it.</summary>
internal sealed class DockerRegistry : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Ends the registry when the shell's standard input ends, which it does however the tests end.</summary>
    private const string Keeper = """
        "$1" serve "$2/config.yml" >/dev/null 2>&1 </dev/null &
        registry=$!
        read -r nothing
        kill "$registry"
        wait "$registry"
        rm -rf "$2"
        """;

    private readonly string directory = Directory.CreateTempSubdirectory("registry-").FullName;
    private readonly Process process;

    private DockerRegistry()
    {
        var port = EngineParts.FreePort();
        Address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");
        var file = Path.Combine(directory, "config.yml");
        File.WriteAllText(
            file,
            $$"""
            version: 0.1
            log: { level: error, accesslog: { disabled: true } }
            storage:
              filesystem: { rootdirectory: {{directory}}/data }
              delete: { enabled: true }
            http: { addr: {{Address}} }
            """
        );
        process = Process.Start(
            new ProcessStartInfo(
                "sh",
                ["-c", Keeper, "registry", EngineParts.Find("docker-registry")!, directory]
            )
            {
                RedirectStandardInput = true,
            }
        )!;
    }

    /// <summary>What names of images begin with: <c>127.0.0.1:40123</c>.</summary>
    public string Address { get; }

    public static DockerRegistry Start()
    {
        var registry = new DockerRegistry();
        using var client = new HttpClient();
        var clock = Stopwatch.StartNew();
        while (!registry.Answers(client))
        {
            clock.Elapsed.ShouldBeLessThan(Patience, "docker-registry does not answer");
            Thread.Sleep(20);
        }

        return registry;
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private bool Answers(HttpClient client)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"http://{Address}/v2/");
            using var response = client.Send(request);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
