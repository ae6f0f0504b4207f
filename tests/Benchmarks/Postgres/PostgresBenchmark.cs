using System.Globalization;

namespace Benchmarks.Postgres;

/// <summary>Backup, proof, restore and swap, against what runbooks do.</summary>
internal sealed class PostgresBenchmark : IBenchmark
{
    public string Name => "postgres";

    public string Summary =>
        "backup, proof and restore of PostgreSQL, against pg_dump, gzip and psql; --full takes 1.2 GB";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var full = arguments.Contains("--full");
        var directory = Directory.CreateTempSubdirectory("bench-postgres-").FullName;
        if (!OperatingSystem.IsWindows())
        {
            // The cluster runs as another user, who has to get through.
            File.SetUnixFileMode(directory, (UnixFileMode)0b111_101_101);
        }

        var (cluster, _) = await BenchCluster.StartAsync(directory, full ? 4000 : 1000);
        try
        {
            var backups = Directory.CreateDirectory(Path.Join(directory, "backups")).FullName;
            var rounds = full ? 5 : 3;
            Print("Backup", Backups(backups), rounds, directory);
            Shell.Run("sh", ["-c", "pg_dump shop >plain.sql; pg_dump -Fd -j2 -f parallel shop"], directory);
            Shell.Run(Environment.ProcessPath!, ["postgres-run", "proof", backups], directory);
            Print("Restore", Restores(backups), rounds, directory);
            Console.WriteLine();
            Console.WriteLine("Our steps, each in seconds, and the peak memory of our own process in MB:");
            Console.WriteLine(await File.ReadAllTextAsync(Path.Join(backups, "steps.txt")));
        }
        finally
        {
            await cluster.StopAsync();
            Directory.Delete(directory, recursive: true);
        }

        return 0;
    }

    private static IReadOnlyList<Contender> Backups(string backups) =>
        [
            Bash("pg_dump > file", "pg_dump shop >out"),
            Bash("pg_dump | gzip > file", "pg_dump shop | gzip >out"),
            Bash("pg_dump -Fc", "pg_dump -Fc -f out shop"),
            Bash("pg_dump -Fd -j2", "rm -rf out; pg_dump -Fd -j2 -f out shop"),
            Ours("this, dump and hashes", "dump", backups),
            Ours("this, proven by a restore", "proof", backups),
        ];

    private static IReadOnlyList<Contender> Restores(string backups) =>
        [
            Bash(
                "psql < file",
                "dropdb --if-exists back; createdb back; psql -qX -v ON_ERROR_STOP=1 -d back <../plain.sql >out"
            ),
            Bash(
                "pg_restore -j2",
                "dropdb --if-exists back; createdb back; pg_restore -j2 -d back ../parallel"
            ),
            Ours("this, proven and swapped", "restore", backups),
            Bash(
                "swap of two names",
                "psql -qXd postgres -c 'ALTER DATABASE back RENAME TO aside' -c 'ALTER DATABASE aside RENAME TO back'"
            ),
        ];

    private static Contender Bash(string name, string script) =>
        new(name, "bash", "-o", "pipefail", "-ec", script);

    private static Contender Ours(string name, string verb, string backups) =>
        new(name, Environment.ProcessPath!, "postgres-run", verb, backups);

    private static void Print(string title, IReadOnlyList<Contender> contenders, int rounds, string directory)
    {
        var measured = Rounds.Run(
            contenders,
            rounds,
            contender =>
            {
                var work = Path.Join(directory, "work");
                Directory.CreateDirectory(work);
                return work;
            }
        );
        var table = new Table("", "seconds", "ratio");
        foreach (var each in measured)
        {
            table.Add(
                each.Contender.Name,
                each.Seconds.ToString("0.0", CultureInfo.InvariantCulture),
                each.Ratio.ToString("0.00", CultureInfo.InvariantCulture)
            );
        }

        table.Print(title);
    }
}
