using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Postgres;

namespace Benchmarks.Postgres;

/// <summary>A cluster of its own with a database of text, jsonb, bytea, indexes and large objects, and a small one.</summary>
internal static class BenchCluster
{
    public const string Database = "shop";

    /// <summary>A tenth of <see cref="Database"/>: to see that memory does not grow with the size.</summary>
    public const string Small = "corner_shop";

    private const string Password = "bench";

    /// <summary>The cluster runs as another user, who has to get through.</summary>
    public static void LetAnybodyIn(string directory, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(directory, mode);
        }
    }

    /// <summary>Starts it; contenders, ours among them, reach it by the environment.</summary>
    public static async Task<PostgresCluster> StartAsync(string directory)
    {
        var secret = new Secret("PGPASSWORD", Password);
        var runner = new CommandRunner(new Redactor(secret));
        var tools = await PostgresTools.FindAsync(runner, new ThisMachine(), null, 0, "initdb");
        // pgBackRest connects by a socket only.
        var sockets = Directory.CreateDirectory(Path.Join(directory, "s")).FullName;
        LetAnybodyIn(sockets, (UnixFileMode)0b111_111_111);
        var options = new ClusterOptions
        {
            Directory = Path.Join(directory, "data"),
            Port = FreePort(),
            Password = secret,
            // As on a server that is meant for production: checkpoints by time, and no log that is thrown away at once.
            Settings = new Dictionary<string, string>
            {
                ["unix_socket_directories"] = sockets,
                ["shared_buffers"] = "512MB",
                ["max_wal_size"] = "4GB",
                ["archive_mode"] = "on",
                ["archive_command"] = "/bin/true",
            }.ToImmutableSortedDictionary(),
        };
        var cluster = new PostgresCluster(options, tools, runner);
        await cluster.StartAsync();
        Environment.SetEnvironmentVariable("PGHOST", cluster.Server.Host);
        Environment.SetEnvironmentVariable(
            "PGPORT",
            cluster.Server.Port.ToString(CultureInfo.InvariantCulture)
        );
        Environment.SetEnvironmentVariable("PGUSER", cluster.Server.User);
        Environment.SetEnvironmentVariable("PGPASSWORD", Password);
        Environment.SetEnvironmentVariable(
            "PATH",
            $"{tools.Directory}:{Environment.GetEnvironmentVariable("PATH")}"
        );
        return cluster;
    }

    public static async Task FillAsync(PostgresCluster cluster, string database, int orders, string directory)
    {
        await cluster.CreateDatabaseAsync(database);
        Shell.Run("psql", ["-qXd", database, "-v", "ON_ERROR_STOP=1", "-c", Data(orders)], directory);
        Shell.Run("psql", ["-qXd", database, "-c", "VACUUM ANALYZE", "-c", "CHECKPOINT"], directory);
    }

    /// <summary>Reaches the cluster from a contender.</summary>
    public static PostgresServer FromEnvironment() =>
        new()
        {
            Host = Environment.GetEnvironmentVariable("PGHOST")!,
            Port = int.Parse(Environment.GetEnvironmentVariable("PGPORT")!, CultureInfo.InvariantCulture),
            User = Environment.GetEnvironmentVariable("PGUSER")!,
            Password = new Secret("PGPASSWORD", Environment.GetEnvironmentVariable("PGPASSWORD")),
            SslMode = "disable",
        };

    /// <summary>About 0.3 GB as a plain dump for each million orders.</summary>
    private static string Data(int orders) =>
        $$"""
            CREATE TABLE orders (id bigint PRIMARY KEY, customer int, note text, details jsonb, at timestamptz);
            INSERT INTO orders SELECT i, i % 5000, 'Order number ' || i || ' for customer ' || i % 5000,
                jsonb_build_object('total', i % 977, 'items', jsonb_build_array(md5(i::text), i % 31), 'paid', i % 3 = 0),
                timestamptz '2026-01-01Z' + i * interval '1 second' FROM generate_series(1, {{orders}}) i;
            CREATE INDEX ON orders (customer, at);
            CREATE TABLE events (id bigint PRIMARY KEY, account int, delta int, filler text);
            INSERT INTO events SELECT i, i % 100000, (i::bigint * 7919) % 10000 - 5000, rpad('', 60, 'event ' || i % 100)
                FROM generate_series(1, {{orders}}) i;
            CREATE TABLE files (id int PRIMARY KEY, content bytea);
            INSERT INTO files SELECT i, (SELECT string_agg(sha256((i * 64 + j)::text::bytea), '') FROM generate_series(1, 64) j)
                FROM generate_series(1, {{orders / 125}}) i;
            SELECT count(lo_from_bytea(0, repeat('large object ' || i || ' ', 2000)::bytea))
                FROM generate_series(1, {{orders / 1000}}) i;
            CREATE TABLE ticks (id bigserial PRIMARY KEY, at timestamptz DEFAULT clock_timestamp());
            """;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
