using System.Net;
using System.Net.Sockets;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Postgres;

namespace Cake.Frosting.Release.Tests.Postgres;

/// <summary>One real cluster for all tests of this folder.</summary>
[SetUpFixture]
public sealed class PostgresSetUp
{
    public const string Password = "s3cret&geheim/%x";

    private static PostgresCluster? cluster;
    private static string? missing;

    public static Secret Secret { get; } = new("TEST_PG_PASSWORD", Password);

    public static Redactor Redactor { get; } = new(Secret);

    public static CommandRunner Runner { get; } = new(Redactor);

    public static PostgresTools Tools { get; private set; } = null!;

    public static string Root { get; } = Path.Combine("/tmp", $"pgt-{Guid.NewGuid():N}"[..16]);

    public static PostgresServer Server
    {
        get
        {
            if (missing is not null)
            {
                if (Environment.GetEnvironmentVariable("CI") == "true")
                {
                    Assert.Fail(missing);
                }

                Assert.Ignore(missing);
            }

            return cluster!.Server;
        }
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        try
        {
            Tools = await PostgresTools.FindAsync(Runner, new ThisMachine(), null, 0, "initdb");
            Directory.CreateDirectory(Root);
            cluster = new PostgresCluster(
                new ClusterOptions
                {
                    Directory = Path.Combine(Root, "data"),
                    Port = FreePort(),
                    Password = Secret,
                    Settings = System
                        .Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add(
                            "fsync",
                            "off"
                        )
                        .Add("max_prepared_transactions", "5")
                        .Add("autovacuum_naptime", "5s"),
                },
                Tools,
                Runner
            );
            await cluster.StartAsync();
        }
        catch (ReleaseRefusedException exception)
        {
            missing = exception.Message;
        }
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (cluster is not null)
        {
            await cluster.StopAsync();
        }

        if (Directory.Exists(Root))
        {
            Directory.Delete(Root, recursive: true);
        }
    }
}
