using System.Diagnostics;
using System.Globalization;

namespace Engine;

/// <summary>A real registry on a port of 127.0.0.1, without credentials; its data is gone with it.</summary>
internal sealed class DockerRegistry : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
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
            new ProcessStartInfo(EngineParts.Find("docker-registry")!, ["serve", file])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
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
        process.Kill();
        process.WaitForExit();
        process.Dispose();
        Directory.Delete(directory, recursive: true);
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
