namespace Benchmarks.Postgres;

/// <summary>What is measured: ourselves, what runbooks do, and the tools that are made for it.</summary>
/// <param name="backups">Where our backups are kept.</param>
/// <param name="directory">The bench's directory.</param>
/// <param name="backRest">pgBackRest as it is called here; <c>null</c> where it is not installed.</param>
internal sealed class PostgresContenders(string backups, string directory, string? backRest)
{
    public const string PlainDump = "pg_dump > file";
    public const string OurPipe = "this: the dump alone";
    public const string OurDump = "this: dump, with hashes of every row";
    public const string OurProof = "this: the same, restored and compared";
    public const string PlainRestore = "psql < file";

    private string Repository => Path.Join(directory, "backrest/repo/backup/shop/latest");

    /// <summary>Where each backup is, for its size.</summary>
    public IReadOnlyDictionary<string, string> Outputs =>
        Backups
            .Where(contender => contender.Program == "bash")
            .ToDictionary(
                contender => contender.Name,
                contender =>
                    contender.Name.StartsWith("pgBackRest", StringComparison.Ordinal) ? Repository : "out"
            )
            .Append(new(OurPipe, Path.Join(backups, "alone")))
            .Append(new(OurDump, Path.Join(backups, "last")))
            .Append(new(OurProof, Path.Join(backups, "last")))
            .ToDictionary();

    public IReadOnlyList<Contender> Backups =>
        [
            Bash(PlainDump, "pg_dump shop >out"),
            Bash("pg_dump | gzip > file", "pg_dump shop | gzip >out"),
            Bash("pg_dump -Fc", "pg_dump -Fc -f out shop"),
            Bash("pg_dump -Fc -Z0 | zstd -3", "pg_dump -Fc -Z0 shop | zstd -q -T0 -3 >out"),
            Bash("pg_dump -Fd -j2", "pg_dump -Fd -j2 -f out shop"),
            .. backRest is null
                ? Array.Empty<Contender>()
                : [Bash("pgBackRest full, zst:3, 2 processes", $"{backRest} --type=full backup >log")],
            Bash(
                "pg_basebackup, server-zstd:3",
                "pg_basebackup -D - -Ft -X none --compress=server-zstd:3 -c fast --no-manifest >out 2>log"
            ),
            Ours(OurPipe, "pipe"),
            Ours(OurDump, "dump"),
            Ours(OurProof, "proof"),
        ];

    public IReadOnlyList<Contender> Restores =>
        [
            Bash(PlainRestore, "createdb back; psql -qX -v ON_ERROR_STOP=1 -d back <../plain.sql >log"),
            Bash("pg_restore -j2", "createdb back; pg_restore -j2 -d back ../parallel"),
            .. backRest is null
                ? Array.Empty<Contender>()
                :
                [
                    Bash(
                        "pgBackRest restore, files only",
                        $"mkdir -m700 data; {backRest} restore --pg1-path=$PWD/data >log"
                    ),
                ],
            Ours("this: restored, compared, swapped", "restore"),
            Ours("this: a release that fails and goes back", "release"),
        ];

    /// <summary>What the restores restore.</summary>
    public void Prepare()
    {
        Shell.Run("bash", ["-ec", "pg_dump shop >plain.sql; pg_dump -Fd -j2 -f parallel shop"], directory);
        var ours = Ours("", "proof");
        Shell.Run(ours.Program, ours.Arguments, directory);
    }

    public Contender Ours(string name, string verb, string database = BenchCluster.Database) =>
        new(name, Environment.ProcessPath!, "postgres-run", verb, backups, database);

    private static Contender Bash(string name, string script) =>
        new(name, "bash", "-o", "pipefail", "-ec", script);
}
