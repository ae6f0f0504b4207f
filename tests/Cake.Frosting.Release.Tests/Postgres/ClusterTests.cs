using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Postgres;

namespace Cake.Frosting.Release.Tests.Postgres;

public sealed class ClusterTests
{
    [Test]
    public async Task A_cluster_is_made_found_again_and_stopped()
    {
        _ = PostgresSetUp.Server;
        var directory = Path.Combine(PostgresSetUp.Root, "a cluster 'with' $(odd) name");
        var cluster = Cluster(directory, PostgresSetUp.FreePort());
        await cluster.StartAsync();
        try
        {
            await cluster.CreateDatabaseAsync("shop");
            await cluster.CreateDatabaseAsync("shop");
            var again = Cluster(directory, cluster.Server.Port);
            (await again.IsRunningAsync()).ShouldBeTrue();
            await again.StartAsync();
            await using (var session = await Session.OpenAsync(again.Server, "shop", default))
            {
                (await session.ScalarAsync<string>("SHOW fsync", default)).ShouldBe("on");
                (await session.ScalarAsync<string>("SHOW listen_addresses", default)).ShouldBe("127.0.0.1");
                (await session.ScalarAsync<string>("SHOW unix_socket_directories", default)).ShouldBe("");
            }

            Directory.GetFiles(PostgresSetUp.Root, "*password*").ShouldBeEmpty();
            await again.StopAsync();
            (await cluster.IsRunningAsync()).ShouldBeFalse();
            await again.StopAsync();
        }
        finally
        {
            await cluster.StopAsync();
        }
    }

    [Test]
    public async Task A_port_in_use_shows_the_end_of_the_log()
    {
        var cluster = Cluster(Path.Combine(PostgresSetUp.Root, "second"), PostgresSetUp.Server.Port);

        var error = await Should.ThrowAsync<CommandFailedException>(() => cluster.StartAsync());

        error.Message.ShouldContain("Address already in use");
        error.WayOut.ShouldContain($"Something else listens on port {PostgresSetUp.Server.Port}");
        (await cluster.IsRunningAsync()).ShouldBeFalse();
    }

    private static PostgresCluster Cluster(string directory, int port) =>
        new(
            new ClusterOptions
            {
                Directory = directory,
                Port = port,
                Password = new Secret("CLUSTER_PASSWORD", "another $ecret"),
            },
            PostgresSetUp.Tools,
            PostgresSetUp.Runner
        );
}
