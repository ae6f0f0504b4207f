using System.Runtime.Versioning;
using Cake.Frosting.Release.Steps;
using Cake.Frosting.Release.Tests.State;
using Engine;
using Faults;
using Faults.Stack;
using Recipes.Tests.Harness;

namespace Recipes.Tests;

/// <summary>
/// A whole release of the fault suite's stack, PostgreSQL in a container and orders coming in, on engines that are
/// reached in other ways than by the socket of this machine, and with the other Compose.
/// </summary>
[TestFixture, NonParallelizable, Platform("Linux"), SupportedOSPlatform("linux")]
internal sealed class ComposeEngineTests
{
    private readonly string place = Path.Combine(Path.GetTempPath(), $"engine-elsewhere-{Guid.NewGuid():N}");

    [SetUp]
    public void SetUp()
    {
        EngineParts.Need(EngineParts.Missing(ComposeVersion.Two));
        Requirements.NeedPostgres();
        Directory.CreateDirectory(place);
    }

    [TearDown]
    public void TearDown() => Directory.Delete(place, recursive: true);

    [Test]
    public async Task On_an_engine_over_ssh_that_a_context_names_with_the_database_in_its_container()
    {
        var engine = DockerEngine.Shared();
        using var server = SshServer.Start($"SetEnv DOCKER_HOST={engine.Host}\n");
        var programs = Directory.CreateDirectory(Path.Combine(place, "programs")).FullName;
        var ssh = Path.Combine(programs, "ssh");
        await File.WriteAllTextAsync(
            ssh,
            $"""
            #!/bin/sh
            exec {EngineParts.Find(
                "ssh"
            )} -i "{server.Identity}" -o 'UserKnownHostsFile="{server.KnownHosts}"' "$@"

            """
        );
        File.SetUnixFileMode(ssh, (UnixFileMode)0b111_101_101);
        var contexts = Path.Combine(place, "docker");
        engine.Docker("--config", contexts, "context", "create", "far", "--docker", $"host={server.Address}");

        await ReleaseAsync(
            new StackOptions
            {
                Platform = "context: far",
                Programs = programs,
                Environment = new Dictionary<string, string> { ["DOCKER_CONFIG"] = contexts },
            }
        );
    }

    [Test]
    public async Task On_an_engine_over_tcp_with_the_database_by_its_address()
    {
        using var tcp = new TcpEngine(DockerEngine.Shared());

        await ReleaseAsync(new StackOptions { Platform = $"host: {tcp.Host}", Database = "host: {address}" });
    }

    [Test]
    public async Task With_the_old_Compose()
    {
        EngineParts.Need(EngineParts.Missing(ComposeVersion.One));

        await ReleaseAsync(
            new StackOptions
            {
                Platform = $"host: {DockerEngine.Shared().Host}\n  program: [docker-compose]",
                Compose = ["docker-compose"],
            }
        );
    }

    /// <summary>Setting it up is its first release; the clients write from before it begins until after its end.</summary>
    private async Task ReleaseAsync(StackOptions options)
    {
        await using var bench = new ComposeBench(
            new SuiteOptions().Tool,
            Path.Combine(place, "stack"),
            options
        );

        await bench.SetUpAsync();

        (await bench.Writer.TryUntilTakenAsync(TimeSpan.FromSeconds(30))).ShouldBeNull();
        var record = bench.Journals.ReadLatest()!;
        record.Outcome.ShouldBe(Outcome.Live, string.Join('\n', record.Warnings));
        (await bench.ServedVersionAsync()).ShouldBe(record.Release.Version);
        var rows = bench.Writer.Acknowledged();
        rows.ShouldNotBeEmpty();
        (
            await bench.Server.QueryAsync<long>(
                "shop",
                "select count(*) from orders where id = any($1)",
                rows.ToArray()
            )
        ).ShouldBe(rows.Count, "an acknowledged order is lost");
        bench.LeftContainers().ShouldBeEmpty();
    }
}
