using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Composing;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Postgres;
using Cake.Frosting.Release.Steps;
using Cake.Frosting.Release.Tests.Files;
using Cake.Frosting.Release.Tests.Running;
using Engine;
using Npgsql;

namespace Cake.Frosting.Release.Tests.Composing;

/// <summary>PostgreSQL in a container of a real engine, no port published.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DatabaseContainerTests : IDisposable
{
    private const string Password = "s3cret-of-postgres";
    private readonly TemporaryDirectory directory = new();
    private readonly HttpClient client = new();
    private readonly Redactor redactor = new(new Secret("DB_PASSWORD", Password));
    private readonly string project = $"db{Guid.NewGuid():N}"[..12];
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
        client.Dispose();
        directory.Dispose();
    }

    [Test]
    public async Task A_database_of_a_service_is_backed_up_and_proven_by_the_programs_of_its_own_image()
    {
        Up();
        await Eventually.ShouldHoldAsync(() => IsReady("15433"), "PostgreSQL is ready");
        engine.Docker(
            "exec",
            Container,
            "psql",
            "-h",
            "/tmp",
            "-p",
            "15433",
            "-U",
            "postgres",
            "-c",
            "create database shop"
        );
        engine.Docker(
            "exec",
            Container,
            "psql",
            "-h",
            "/tmp",
            "-p",
            "15433",
            "-U",
            "postgres",
            "-d",
            "shop",
            "-c",
            "create table products as select n as id, 'product ' || n as name from generate_series(1, 1000) n"
        );
        var rooms = await OpenAsync("service: postgres");
        var room = rooms.Databases["shop"];
        using var bench = new Bench();
        var backups = BackupSteps.For(
            room.Target,
            room.Tools,
            DatabaseSteps.BackupOf(rooms, room),
            Bench.Release
        );

        await bench.Open([.. backups]).RunStageAsync(Stage.Backup, default);

        room.Tools.Directory.ShouldBeNull();
        bench.Record.Facts["backup/compare:shop.rows"].ShouldBe("1000");
        bench.Record.Facts["backup/compare:shop.verified"].ShouldBe("restore");
        bench.Text.ShouldNotContain(Password);
        var dump = backups[0].Instructions.First(instruction => instruction.Text.Contains("pg_dump"));
        dump.Text.ShouldContain("--env PGPASSWORD ");
        dump.Text.ShouldContain("--entrypoint pg_dump");
        // Nothing is left beside the database.
        engine
            .Docker("ps", "--all", "--quiet", "--filter", $"label=cake.frosting.release={project}")
            .ShouldBe("");
    }

    [Test]
    public async Task A_container_may_be_named_and_what_is_wrong_with_it_is_told()
    {
        Up();
        await Eventually.ShouldHoldAsync(() => IsReady("15433"), "PostgreSQL is ready");
        var rooms = await OpenAsync($"container: {Container}", "name: postgres");
        await using (
            var source = NpgsqlDataSource.Create(
                $"Host={rooms.Databases["shop"].Target.Server.Host};Port=15433;Username=postgres;Password={Password};Database=postgres"
            )
        )
        await using (var command = source.CreateCommand("select 1"))
        {
            (await command.ExecuteScalarAsync()).ShouldBe(1);
        }

        (await RefusalAsync("container: nobody")).ShouldStartWith(
            "databases/shop: there is no container nobody: "
        );
        (await RefusalAsync("service: redis")).ShouldBe(
            $"databases/shop: the service redis of the Compose project {project} has no container that runs."
        );
        engine.Docker("stop", "--time", "5", Container);
        (await RefusalAsync($"container: {Container}")).ShouldBe(
            $"databases/shop: the container {Container} does not run."
        );
    }

    private string Container => $"{project}-postgres-1";

    private void Up()
    {
        var image = PostgresImage.Build(engine);
        directory.Write(
            "compose.yml",
            $"""
            name: {project}
            services:
              postgres:
                image: {image}
                environment: [ "POSTGRES_PASSWORD={Password}", "PGPORT=15433" ]

            """
        );
        engine.Run("docker", ["compose", "up", "--detach"], directory.Path);
    }

    private bool IsReady(string port) =>
        engine.TryRun("docker", ["exec", Container, "pg_isready", "-h", "/tmp", "-p", port]).Code == 0;

    private async Task<Rooms> OpenAsync(params string[] database)
    {
        var configuration = ConfigurationLoader.Parse(
            $$"""
            project: shop
            platform: { kind: compose, directory: {{directory.Path}}, host: "{{engine.Host}}" }
            services: { postgres: { keep: true } }
            databases:
              shop: { {{string.Join(
                ", ",
                database
            )}}, port: 15433, user: postgres, password: secret:DB_PASSWORD }
            backup: { directory: {{directory["backups"]}} }
            """,
            "release.yml",
            directory.Path,
            new LoadOptions { Environment = name => name == "DB_PASSWORD" ? Password : null }
        );
        return await Rooms.OpenAsync(
            configuration,
            client,
            new CommandRunner(redactor),
            TimeProvider.System,
            withTools: true,
            default
        );
    }

    private async Task<string> RefusalAsync(string database) =>
        (await Should.ThrowAsync<ReleaseRefusedException>(() => OpenAsync(database))).Problem;
}
