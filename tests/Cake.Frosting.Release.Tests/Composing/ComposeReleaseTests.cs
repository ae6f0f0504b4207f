using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Composing;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Tests.Files;
using Cake.Frosting.Release.Tests.Git;
using Cake.Frosting.Release.Tests.Running;
using Engine;

namespace Cake.Frosting.Release.Tests.Composing;

/// <summary>
/// A whole release of a project of Compose with its database in a container: what the rooms do together, on a real
/// engine, a real registry and a real repository.
/// </summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ComposeReleaseTests : IDisposable
{
    private const string Password = "s3cret-of-postgres";
    private readonly TemporaryDirectory directory = new();
    private readonly HttpClient client = new();
    private readonly GitSandbox sandbox = GitSandbox.Create();
    private readonly Bench bench = new();
    private readonly string project = $"rel{Guid.NewGuid():N}"[..12];
    private DockerEngine engine = null!;

    [SetUp]
    public void StartEngine()
    {
        EngineParts.Need(EngineParts.Missing(ComposeVersion.Two));
        engine = DockerEngine.Shared();
    }

    public void Dispose()
    {
        engine?.EndProject(directory.Path);
        bench.Dispose();
        sandbox.Dispose();
        client.Dispose();
        directory.Dispose();
    }

    [Test]
    public async Task The_image_is_pinned_the_database_proven_the_env_file_merged_and_the_page_gone()
    {
        Prepare();
        await Eventually.ShouldHoldAsync(
            () =>
                engine.TryRun("docker", ["exec", Container("postgres"), "pg_isready", "-h", "/tmp"]).Code
                == 0,
            "PostgreSQL is ready"
        );
        var steps = PlanComposer.Compose(await OpenAsync(), Bench.Release, []).Steps;

        await GitHubWorld.RunAsync(bench.Open([.. steps]));

        var image = $"{engine.Registry.Address}/{project}/web:1.4.0";
        engine.Docker("inspect", "--format", "{{.Config.Image}}", Container("web")).ShouldBe(image);
        var digest = bench.Record.Facts[$"preflight/image:{image}.digest"];
        engine.Docker("image", "inspect", "--format", "{{.RepoDigests}}", image).ShouldContain($"@{digest}");
        bench.Record.Facts["backup/compare:shop.verified"].ShouldBe("restore");
        File.ReadAllText(directory[".env"])
            .ShouldBe($"WEB={image}\n# How many.\nWORKERS=2\nDB_PASSWORD={Password}");
        File.Exists(directory["down.html"]).ShouldBeFalse();
        bench.Text.ShouldNotContain(Password);
        bench.Text.ShouldContain("Put a page at");
    }

    private string Container(string service) => $"{project}-{service}-1";

    private void Prepare()
    {
        foreach (var version in (string[])["1.3.0", "1.4.0"])
        {
            Images.Script(
                engine,
                $"{engine.Registry.Address}/{project}/web:{version}",
                "exec httpd -f -p 80 -h /tmp"
            );
        }

        directory.Write(
            "compose.yml",
            $$"""
            name: {{project}}
            services:
              postgres:
                image: {{PostgresImage.Build(engine)}}
                environment: [ "POSTGRES_PASSWORD=${DB_PASSWORD}" ]
              web:
                image: ${WEB}
                environment: [ "WORKERS=${WORKERS:-1}" ]
                stop_signal: SIGKILL

            """
        );
        directory.Write(".env", $"WEB={engine.Registry.Address}/{project}/web:1.3.0\nDB_PASSWORD={Password}");
        directory.Write(".env.example", "WEB=\n# How many.\nWORKERS=2\nDB_PASSWORD=\n");
        engine.Run("docker", ["compose", "up", "--detach"], directory.Path);
    }

    private async Task<Rooms> OpenAsync()
    {
        var configuration = ConfigurationLoader.Parse(
            $$"""
            project: shop
            git: { directory: {{sandbox.Work}} }
            changelog: { file: {{sandbox.Work}}/CHANGELOG.md }
            platform: { kind: compose, directory: {{directory.Path}}, host: "{{engine.Host}}" }
            services:
              postgres: { keep: true }
              web: { image: "{{engine.Registry.Address}}/{{project}}/web:{version}" }
            databases:
              shop: { service: postgres, name: postgres, user: postgres, password: secret:DB_PASSWORD }
            backup: { directory: {{directory["backups"]}} }
            envFiles: [{ file: .env, template: .env.example, mustSet: [DB_PASSWORD] }]
            maintenance: { page: { file: down.html } }
            """,
            "release.yml",
            directory.Path,
            new LoadOptions { Environment = name => name == "DB_PASSWORD" ? Password : null }
        );
        var rooms = await Rooms.OpenAsync(
            configuration,
            client,
            new CommandRunner(new Redactor(new Secret("DB_PASSWORD", Password))),
            TimeProvider.System,
            withTools: true,
            default
        );
        return rooms with { Repository = sandbox.Repository, Runner = sandbox.Runner };
    }
}
