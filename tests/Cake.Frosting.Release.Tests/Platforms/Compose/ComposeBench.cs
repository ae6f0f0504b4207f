using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Platforms;
using Cake.Frosting.Release.Platforms.Compose;
using Cake.Frosting.Release.Steps;
using Cake.Frosting.Release.Tests.Files;
using Engine;

namespace Cake.Frosting.Release.Tests.Platforms.Compose;

/// <summary>A project of Compose with two services, on a real engine, its images in a real registry.</summary>
internal sealed class ComposeBench : IPlatformBench
{
    private const string Script = """
        echo "$NAME" >>/started/log
        if [ "$VERSION" = broken ]; then echo cannot bind; exec sleep 1000; fi
        if [ "$VERSION" = crashing ]; then echo cannot begin; exit 7; fi
        exec httpd -f -p 80 -h /www
        """;

    private static readonly Lock Gate = new();
    private static readonly HashSet<string> Built = [];
    private static int count;

    private readonly TemporaryDirectory directory = new();
    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly int[] ports = [EngineParts.FreePort(), EngineParts.FreePort()];
    private readonly Dictionary<string, Facts> facts = [];

    /// <summary>Makes the project; its files say 0.0.0, and nothing runs.</summary>
    /// <param name="version">The Compose that serves.</param>
    public ComposeBench(ComposeVersion version)
    {
        EngineParts.Need(EngineParts.Missing(version));
        Version = version;
        Engine = DockerEngine.Shared();
        Project = $"shop{Interlocked.Increment(ref count)}";
        foreach (var name in (string[])["web", "db"])
        {
            foreach (var tag in (string[])["1.0.0", "2.0.0", "broken"])
            {
                Build(name, tag);
            }
        }

        Directory.CreateDirectory(Root);
        Directory.CreateDirectory(Path.Combine(Root, "started"));
        Write(
            "docker-compose.yml",
            $$"""
            # The shop.
            services:
              web:
                image: "{{Image("web", "0.0.0")}}"  # ours
                environment: [NAME=web]
                depends_on: [db]
                ports: ["127.0.0.1:{{ports[0]}}:80"]
                volumes: [./started:/started]
                stop_signal: SIGKILL
              db:
                image: {{Image("db", "0.0.0")}}
                environment: [NAME=db]
                ports: ["127.0.0.1:{{ports[1]}}:80"]
                volumes: [./started:/started]
                stop_signal: SIGKILL
            """
        );
        Configuration = $$"""
            services:
              web:
                image: "{{Engine.Registry.Address}}/shop/web:{version}"
                health: { http: "http://127.0.0.1:{{ports[0]}}/", deadline: 10s }
                stop: { grace: 5s }
              db:
                image: "{{Engine.Registry.Address}}/shop/db:{version}"
                health: { http: "http://127.0.0.1:{{ports[1]}}/", deadline: 10s }
            """;
    }

    public DockerEngine Engine { get; }

    public ComposeVersion Version { get; }

    public string Project { get; }

    /// <summary>The project's directory; its name is no easy one.</summary>
    public string Root => directory["it's a $(place)"];

    /// <summary>What follows the platform in release.yml.</summary>
    public string Configuration { get; set; }

    /// <summary>Further keys of the platform.</summary>
    public string PlatformKeys { get; set; } = "";

    public int Port => ports[0];

    public string ComposeFile
    {
        get => File.ReadAllText(Path.Combine(Root, "docker-compose.yml"));
        set => Write("docker-compose.yml", value);
    }

    public string Image(string name, string tag) => $"{Engine.Registry.Address}/shop/{name}:{tag}";

    /// <summary>Builds and pushes an image whose version is its tag.</summary>
    public void Build(string name, string tag, string more = "", string script = Script)
    {
        lock (Gate)
        {
            if (Built.Add(Image(name, tag) + more + script))
            {
                Images.Script(
                    Engine,
                    Image(name, tag),
                    script,
                    $"ENV VERSION={tag}\nCOPY run /www/index.html\n{more}"
                );
            }
        }
    }

    public void Write(string name, string text) => File.WriteAllText(Path.Combine(Root, name), text);

    public ComposePlatform PlatformAt(string host) => OpenCompose(null, host);

    public ComposePlatform OpenCompose(Func<string, string?>? environment = null, string? host = null)
    {
        var configuration = ConfigurationLoader.Parse(
            $$"""
            project: shop
            directory: "{{directory["state"]}}"
            platform:
              kind: compose
              directory: "{{Root}}"
              project: {{Project}}
              host: {{host ?? Engine.Host}}
              {{PlatformKeys}}
            {{Configuration}}
            """,
            "release.yml",
            directory.Path,
            new LoadOptions { Environment = _ => null }
        );
        var program =
            Version == ComposeVersion.One
                ? new ComposeProgram(["docker-compose"], 1, "1.29.2")
                : new ComposeProgram(["docker", "compose"], 2, "2.26.1");
        return new ComposePlatform(configuration, client, program, environment ?? (_ => null));
    }

    public IPlatform Open() => OpenCompose();

    public StepContext ContextOf(ReleaseIdentity release, IStepEvents events)
    {
        if (!facts.TryGetValue(release.Id, out var known))
        {
            facts[release.Id] = known = new Facts();
        }

        return new StepContext(
            release,
            known,
            new CommandRunner(new Redactor()),
            events,
            TimeProvider.System
        );
    }

    public IReadOnlyList<string> TakeStarted()
    {
        var log = Path.Combine(Root, "started", "log");
        var lines = File.ReadAllLines(log);
        File.Delete(log);
        return lines;
    }

    /// <summary>A fetch leaves nothing half; but its name may mean something else.</summary>
    public void LeaveHalfFetched(string version) =>
        Engine.Docker("tag", Images.Busybox(Engine), Image("web", version));

    public Task CutPowerAsync()
    {
        foreach (var id in Ids("status=running"))
        {
            Engine.Docker("kill", id);
        }

        return Task.CompletedTask;
    }

    public void Dispose()
    {
        foreach (var id in Ids("name=."))
        {
            Engine.Docker("rm", "--force", id);
        }

        Engine.TryRun("docker", ["network", "rm", $"{Project}_default"]);
        client.Dispose();
        directory.Dispose();
    }

    private string[] Ids(string filter) =>
        Engine
            .Docker(
                "ps",
                "--all",
                "--quiet",
                "--filter",
                $"label=com.docker.compose.project={Project}",
                "--filter",
                filter
            )
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
