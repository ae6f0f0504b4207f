using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Tests.Postgres;

namespace Cake.Frosting.Release.Tests.GitHub;

/// <summary>GitHub's own document of its API, served by prism on loopback: it refuses requests that do not fit.</summary>
internal sealed class PrismServer : IDisposable
{
    private const string Document = "@octokit/openapi@23.0.2";
    private const string Prism = "@stoplight/prism-cli@5.14.2";

    private readonly Process process;

    private PrismServer(Process process, Uri url, OpenApiDocument document)
    {
        this.process = process;
        Url = url;
        OpenApi = document;
    }

    public Uri Url { get; }

    public OpenApiDocument OpenApi { get; }

    /// <summary>Starts it; the packages are fetched once and kept beside the built files.</summary>
    /// <exception cref="ReleaseRefusedException">npm is not there, or cannot fetch the packages.</exception>
    public static async Task<PrismServer> StartAsync()
    {
        var directory = Directory.CreateDirectory(Home()).FullName;
        var archive = Path.Combine(directory, "octokit-openapi-23.0.2.tgz");
        var program = Path.Combine(directory, "node_modules", "@stoplight", "prism-cli", "dist", "index.js");
        try
        {
            if (!File.Exists(archive))
            {
                await NpmAsync("pack", Document, "--pack-destination", directory);
            }

            if (!File.Exists(program))
            {
                await NpmAsync(
                    "install",
                    Prism,
                    "--prefix",
                    directory,
                    "--ignore-scripts",
                    "--no-audit",
                    "--no-fund"
                );
            }
        }
        catch (CommandFailedException failure)
        {
            throw new ReleaseRefusedException(
                $"GitHub's document and prism are not to be had: {failure.Message}",
                "Install nodejs and npm (apt-get install nodejs npm), with a way to npm's packages."
            );
        }

        var document = OpenApiDocument.Read(archive);
        var file = Path.Combine(directory, $"github-{Environment.ProcessId}.json");
        await File.WriteAllTextAsync(file, document.ToString());
        var url = new Uri($"http://127.0.0.1:{PostgresSetUp.FreePort()}");
        var process = Process.Start(
            new ProcessStartInfo(
                "node",
                [program, "mock", "--host", "127.0.0.1", "--port", $"{url.Port}", file]
            )
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await ReadyAsync(process, url.Port);
        File.Delete(file);
        return new PrismServer(process, url, document);
    }

    public void Dispose()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }

    private static async Task ReadyAsync(Process process, int port)
    {
        for (var tries = 0; ; tries++)
        {
            process.HasExited.ShouldBeFalse("prism ended");
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync("127.0.0.1", port);
                return;
            }
            catch (SocketException) when (tries < 600)
            {
                await Task.Delay(100);
            }
        }
    }

    private static Task<CommandResult> NpmAsync(params string[] arguments) =>
        new CommandRunner(new Redactor()).RunAsync(
            new ThisMachine(),
            new Command("npm", arguments) { Deadline = TimeSpan.FromMinutes(5) }
        );

    private static string Home([CallerFilePath] string here = "") =>
        Path.GetFullPath(
            Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "..", "artifacts", "github-openapi")
        );
}
