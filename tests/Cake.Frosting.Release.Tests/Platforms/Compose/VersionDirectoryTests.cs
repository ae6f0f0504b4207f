using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;
using Engine;

namespace Cake.Frosting.Release.Tests.Platforms.Compose;

/// <summary>Versions that are directories which the services mount, on a real engine.</summary>
[TestFixture(ComposeVersion.One)]
[TestFixture(ComposeVersion.Two)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class VersionDirectoryTests : IDisposable
{
    private readonly ComposeVersion version;
    private readonly ComposeBench bench;
    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(5) };

    public VersionDirectoryTests(ComposeVersion version)
    {
        this.version = version;
        bench = new ComposeBench(version)
        {
            PlatformKeys = "versions: directories\n  keep: 2\n  shared: [.env]",
        };
        bench.Configuration = $$"""
            fetch:
              - [cp, -R, "{{bench.Root}}/source/{version}/.", "{directory}"]
              - [sh, prepare.sh]
            services:
              db: { keep: true }
              web:
                health: { http: "http://127.0.0.1:{{bench.Port}}/version", deadline: 20s, interval: 100ms }
                stop: { grace: 1s }
            """;
        bench.Write(".env", "WORD=shared\n");
        File.Delete(Path.Combine(bench.Root, "docker-compose.yml"));
        foreach (var name in (string[])["1.0.0", "2.0.0", "3.0.0"])
        {
            Source(name);
        }

        Directory.CreateDirectory(Path.Combine(bench.Root, "releases"));
        bench.Engine.Run("cp", ["-R", "source/1.0.0", "releases/1.0.0"], bench.Root);
        bench.Engine.Run("ln", ["-sf", "../../.env", ".env"], DirectoryOf("1.0.0"));
        bench.Engine.Run("sh", ["prepare.sh"], DirectoryOf("1.0.0"));
        bench.Engine.Run("ln", ["-s", "releases/1.0.0", "current"], bench.Root);
        Compose("up", "-d");
    }

    public void Dispose()
    {
        client.Dispose();
        bench.Dispose();
    }

    [Test]
    public async Task The_new_version_is_prepared_beside_the_old_one_and_the_way_back_leads_to_the_old_directory_O7()
    {
        var kept = Container("db");
        var seen = new List<string>();

        await bench.ReleaseAsync("2.0.0", "1.0.0", until: Stage.Backup);
        seen.Add(await VersionAsync());
        File.Exists(Path.Combine(DirectoryOf("2.0.0"), "prepared")).ShouldBeTrue();
        await bench.ReleaseAsync("2.0.0", "1.0.0");
        seen.Add(await VersionAsync());
        (await bench.Open().DescribeAsync(bench.Context(), default)).ShouldSatisfyAllConditions(
            state => state.Version.ShouldBe("2.0.0"),
            state => state.IsHealthy.ShouldBeTrue(),
            state => state.Services.Single(each => each.Name == "web").Version.ShouldBe("2.0.0")
        );
        await bench.UndoAsync("2.0.0", "1.0.0");
        seen.Add(await VersionAsync());

        seen.ShouldBe(["1.0.0 shared", "2.0.0 shared", "1.0.0 shared"]);
        Container("db").ShouldBe(kept);
        new FileInfo(Path.Combine(bench.Root, "current")).LinkTarget.ShouldBe("releases/1.0.0");
    }

    [Test]
    public async Task What_a_killed_run_prepared_only_half_never_counts()
    {
        var partial = Path.Combine(bench.Root, "releases", ".2.0.0.partial");
        Directory.CreateDirectory(partial);
        File.WriteAllText(Path.Combine(partial, "left"), "");

        await bench.ReleaseAsync("2.0.0", "1.0.0");

        (await VersionAsync()).ShouldBe("2.0.0 shared");
        File.Exists(Path.Combine(DirectoryOf("2.0.0"), "left")).ShouldBeFalse();
        Directory.Exists(partial).ShouldBeFalse();
    }

    [Test]
    public async Task A_version_that_cannot_be_prepared_leaves_the_old_one_running_and_is_no_version()
    {
        File.WriteAllText(
            Path.Combine(bench.Root, "source", "2.0.0", "prepare.sh"),
            "echo no network; exit 9\n"
        );

        var failure = await Should.ThrowAsync<CommandFailedException>(() =>
            bench.ReleaseAsync("2.0.0", "1.0.0")
        );

        failure.StandardError.ShouldBe("no network");
        (await VersionAsync()).ShouldBe("1.0.0 shared");
        Directory.Exists(DirectoryOf("2.0.0")).ShouldBeFalse();
    }

    [Test]
    public async Task A_service_of_the_new_version_that_nobody_named_is_refused_while_the_old_one_serves_O3()
    {
        File.AppendAllText(
            Path.Combine(bench.Root, "source", "2.0.0", "docker-compose.yml"),
            $"\n  writer:\n    image: {Images.Busybox(bench.Engine)}\n"
        );

        var refusal = await Should.ThrowAsync<ConfigurationException>(() =>
            bench.ReleaseAsync("2.0.0", "1.0.0", until: Stage.Backup)
        );

        refusal.Problem.ShouldContain("does not name writer");
        Directory.Exists(DirectoryOf("2.0.0")).ShouldBeFalse();
    }

    [Test]
    public async Task Old_versions_are_pruned_but_for_those_that_a_container_mounts()
    {
        foreach (var old in (string[])["0.7.0", "0.8.0", "0.9.0"])
        {
            Directory.CreateDirectory(DirectoryOf(old));
        }

        await bench.ReleaseAsync("2.0.0", "1.0.0");
        await bench.ReleaseAsync("3.0.0", "2.0.0");

        (await VersionAsync()).ShouldBe("3.0.0 shared");
        // The database was made of the first one, and mounts a file of it.
        Versions().ShouldContain("1.0.0");
        Versions().ShouldContain("2.0.0");
        Versions().Count.ShouldBe(4, string.Join(", ", Versions()));
    }

    [Test]
    public async Task A_project_without_a_current_version_is_told_how_to_have_one()
    {
        File.Delete(Path.Combine(bench.Root, "current"));

        var refusal = Should.Throw<ReleaseRefusedException>(() => bench.Open());

        refusal.WayOut.ShouldContain("ln -s releases/VERSION");
        (await VersionAsync()).ShouldBe("1.0.0 shared");
    }

    private List<string> Versions() =>
        [
            .. Directory
                .GetDirectories(Path.Combine(bench.Root, "releases"))
                .Select(path => Path.GetFileName(path)!),
        ];

    private string DirectoryOf(string name) => Path.Combine(bench.Root, "releases", name);

    private void Source(string name)
    {
        var directory = Path.Combine(bench.Root, "source", name);
        Directory.CreateDirectory(directory);
        var busybox = Images.Busybox(bench.Engine);
        File.WriteAllText(
            Path.Combine(directory, "docker-compose.yml"),
            $$"""
            services:
              db:
                image: {{busybox}}
                command: [sleep, "1000"]
                volumes: [./db.conf:/db.conf]
                stop_signal: SIGKILL
              web:
                image: {{busybox}}
                command: [sh, -c, "mkdir /www; echo {{name}} $$WORD >/www/version; test -e /src/prepared && exec httpd -f -p 80 -h /www"]
                env_file: [.env]
                depends_on: [db]
                ports: ["127.0.0.1:{{bench.Port}}:80"]
                volumes: [./:/src]
                stop_signal: SIGKILL
            """
        );
        File.WriteAllText(Path.Combine(directory, ".env"), "WORD=default\n");
        File.WriteAllText(Path.Combine(directory, "db.conf"), name);
        File.WriteAllText(Path.Combine(directory, "prepare.sh"), "echo yes >prepared\n");
    }

    private async Task<string> VersionAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            try
            {
                return (
                    await client.GetStringAsync($"http://127.0.0.1:{bench.Port}/version", patience.Token)
                ).Trim();
            }
            catch (HttpRequestException) when (!patience.IsCancellationRequested)
            {
                await Task.Delay(100);
            }
        }
    }

    private string Container(string service) =>
        bench.Engine.Docker(
            "ps",
            "--quiet",
            "--no-trunc",
            "--filter",
            $"label=com.docker.compose.project={bench.Project}",
            "--filter",
            $"label=com.docker.compose.service={service}"
        );

    private void Compose(params string[] arguments) =>
        bench.Engine.Run(
            version == ComposeVersion.One ? "docker-compose" : "docker",
            [
                .. version == ComposeVersion.One ? (string[])[] : ["compose"],
                "-p",
                bench.Project,
                .. arguments,
            ],
            DirectoryOf("1.0.0")
        );
}
