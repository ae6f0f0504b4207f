using System.Net;
using System.Net.Sockets;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Platforms;
using Cake.Frosting.Release.Platforms.Processes;
using Cake.Frosting.Release.Steps;
using Cake.Frosting.Release.Tests.Commands;
using Cake.Frosting.Release.Tests.Files;

namespace Cake.Frosting.Release.Tests.Platforms;

/// <summary>Two services of Python as processes of this machine.</summary>
internal sealed class ProcessBench : IPlatformBench
{
    private const string Service = """
        #!/usr/bin/env python3
        import http.server, os, pathlib, sys, time
        name, port, version = sys.argv[1], int(sys.argv[2]), pathlib.Path("version").read_text().strip()
        with open(os.environ["STARTED"], "a") as log: log.write(name + "\n")
        if version == "broken":
            print("cannot bind", flush=True)
            time.sleep(1000)
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200); self.end_headers(); self.wfile.write(version.encode())
            def log_message(self, *args): pass
        http.server.ThreadingHTTPServer.allow_reuse_address = True
        http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()
        """;

    private readonly TemporaryDirectory directory = new();
    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly int[] ports = [FreePort(), FreePort()];

    public ProcessBench()
    {
        foreach (var version in (string[])["1.0.0", "2.0.0", "broken"])
        {
            directory.Write($"built/{version}/version", version);
            directory.Write($"built/{version}/service", Service);
        }

        Layout = new ProcessLayout(directory["it's a $(place)"]);
    }

    public ProcessLayout Layout { get; }

    public int DatabasePort => ports[0];

    public IPlatform Open() =>
        new ProcessPlatform(
            ConfigurationLoader.Parse(
                $$"""
                project: shop
                platform: { directory: "{{Layout.Root}}" }
                fetch: [[cp, -a, "{{directory["built"]}}/{version}/.", .]]
                services:
                  web: { {{Settings("web", ports[1])}}, dependsOn: [db] }
                  db: { {{Settings("db", ports[0])}} }
                """,
                "release.yml",
                directory.Path,
                new LoadOptions { Environment = _ => null }
            ),
            client
        );

    public StepContext ContextOf(ReleaseIdentity release, IStepEvents events) =>
        new(release, new Facts(), new CommandRunner(new Redactor()), events, TimeProvider.System);

    public IReadOnlyList<string> TakeStarted()
    {
        var lines = File.ReadAllLines(directory["started"]);
        File.Delete(directory["started"]);
        return lines;
    }

    public void LeaveHalfFetched(string version) =>
        directory.Write($"it's a $(place)/releases/.{version}.partial/version", "hal");

    public async Task CutPowerAsync()
    {
        foreach (var name in (string[])["web", "db"])
        {
            // The supervisor's lock keeps .NET from reading the file.
            await Shell
                .Sh(
                    "id=$(cut -d' ' -f1 \"$1\" 2>/dev/null); [ -z \"$id\" ] || kill -s KILL -- \"-$id\" 2>/dev/null; sleep 0.2",
                    Layout.StateOf(name)
                )
                .RunAsync();
        }
    }

    public void Dispose()
    {
        CutPowerAsync().GetAwaiter().GetResult();
        client.Dispose();
        directory.Dispose();
    }

    private string Settings(string name, int port) =>
        $$"""
            command: [./service, {{name}}, "{{port}}"], port: {{port}}, environment: { STARTED: "{{directory[
                "started"
            ]}}" }, health: { http: "http://127.0.0.1:{{port}}/", deadline: 8s }, stop: { grace: 5s }
            """;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
