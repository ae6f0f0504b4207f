using System.Globalization;

namespace Benchmarks.Postgres;

/// <summary>Backup, proof, restore and rollback, against what runbooks do and the tools that are made for it.</summary>
internal sealed class PostgresBenchmark : IBenchmark
{
    public string Name => "postgres";

    public string Summary =>
        "backup, proof, restore and rollback of PostgreSQL, against pg_dump, gzip, psql, pgBackRest; --full takes 1.2 GB, --rounds=N";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var full = arguments.Contains("--full");
        var said = arguments.FirstOrDefault(argument =>
            argument.StartsWith("--rounds=", StringComparison.Ordinal)
        );
        var rounds = said is null ? 3 : int.Parse(said["--rounds=".Length..], CultureInfo.InvariantCulture);
        var directory = Directory.CreateTempSubdirectory("bench-postgres-").FullName;
        BenchCluster.LetAnybodyIn(directory, (UnixFileMode)0b111_101_101);
        var cluster = await BenchCluster.StartAsync(directory);
        try
        {
            await BenchCluster.FillAsync(
                cluster,
                BenchCluster.Database,
                full ? 4_000_000 : 400_000,
                directory
            );
            await BenchCluster.FillAsync(cluster, BenchCluster.Small, full ? 400_000 : 40_000, directory);
            await new PostgresRounds(directory, cluster.Server.Port, rounds).RunAsync();
        }
        finally
        {
            await cluster.StopAsync();
            Directory.Delete(directory, recursive: true);
        }

        return 0;
    }
}
