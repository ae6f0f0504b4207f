using System.Net;
using System.Net.Sockets;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Postgres;

namespace Benchmarks.Postgres;

/// <summary>A cluster of its own with one database of text, jsonb, bytea, indexes and large objects.</summary>
internal static class BenchCluster
{
    private const string Password = "bench";

    public static async Task<(PostgresCluster Cluster, PostgresTools Tools)> StartAsync(
        string directory,
        int thousands
    )
    {
        var secret = new Secret("PGPASSWORD", Password);
        var runner = new CommandRunner(new Redactor(secret));
        var tools = await PostgresTools.FindAsync(runner, new ThisMachine(), null, 0, "initdb");
        var options = new ClusterOptions
        {
            Directory = Path.Join(directory, "data"),
            Port = FreePort(),
            Password = secret,
        };
        var cluster = new PostgresCluster(options, tools, runner);
        await cluster.StartAsync();
        // All contenders, ours among them, are children of this process.
        Environment.SetEnvironmentVariable("PGHOST", cluster.Server.Host);
        Environment.SetEnvironmentVariable("PGPORT", $"{cluster.Server.Port}");
        Environment.SetEnvironmentVariable("PGUSER", cluster.Server.User);
        Environment.SetEnvironmentVariable("PGPASSWORD", Password);
        Environment.SetEnvironmentVariable(
            "PATH",
            $"{tools.Directory}:{Environment.GetEnvironmentVariable("PATH")}"
        );
        await cluster.CreateDatabaseAsync("shop");
        Shell.Run("psql", ["-qXd", "shop", "-v", "ON_ERROR_STOP=1", "-c", Data(thousands)], directory);
        Shell.Run("psql", ["-qXd", "shop", "-c", "VACUUM ANALYZE"], directory);
        return (cluster, tools);
    }

    /// <summary>Reaches the cluster from a contender.</summary>
    public static PostgresServer FromEnvironment() =>
        new()
        {
            Host = Environment.GetEnvironmentVariable("PGHOST")!,
            Port = int.Parse(
                Environment.GetEnvironmentVariable("PGPORT")!,
                System.Globalization.CultureInfo.InvariantCulture
            ),
            User = Environment.GetEnvironmentVariable("PGUSER")!,
            Password = new Secret("PGPASSWORD", Environment.GetEnvironmentVariable("PGPASSWORD")),
        };

    /// <summary>About 0.3 GB as a plain dump for each thousand.</summary>
    private static string Data(int thousands) =>
        $$"""
            CREATE TABLE orders (id bigint PRIMARY KEY, customer int, note text, details jsonb, at timestamptz);
            INSERT INTO orders SELECT i, i % 5000, 'Order number ' || i || ' for customer ' || i % 5000,
                jsonb_build_object('total', i % 977, 'items', jsonb_build_array(md5(i::text), i % 31), 'paid', i % 3 = 0),
                timestamptz '2026-01-01Z' + i * interval '1 second' FROM generate_series(1, {{thousands}} * 1000) i;
            CREATE INDEX ON orders (customer, at);
            CREATE TABLE events (id bigint PRIMARY KEY, account int, delta int, filler text);
            INSERT INTO events SELECT i, i % 100000, (i * 7919) % 10000 - 5000, rpad('', 60, 'event ' || i % 100)
                FROM generate_series(1, {{thousands}} * 1000) i;
            CREATE TABLE files (id int PRIMARY KEY, content bytea);
            INSERT INTO files SELECT i, (SELECT string_agg(sha256((i * 64 + j)::text::bytea), '') FROM generate_series(1, 64) j)
                FROM generate_series(1, {{thousands}} * 8) i;
            SELECT count(lo_from_bytea(0, repeat('large object ' || i || ' ', 2000)::bytea)) FROM generate_series(1, {{thousands}}) i;
            """;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
