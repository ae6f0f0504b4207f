using System.Globalization;

namespace Benchmarks.Postgres;

/// <summary>Runs the contenders, and prints what was found.</summary>
internal sealed class PostgresRounds(string directory, int port, int rounds)
{
    private readonly string backups = Directory.CreateDirectory(Path.Join(directory, "backups")).FullName;
    private readonly CpuTime cpu = new(Path.Join(directory, "data"));

    public async Task RunAsync()
    {
        var contenders = new PostgresContenders(backups, directory, PgBackRest.Install(directory, port));
        var meter = new Meter(cpu, contenders.Outputs);
        var saved = Print("Backup", contenders.Backups, meter);
        contenders.Prepare();
        var restored = Print("Restore and rollback", contenders.Restores, new Meter(cpu, contenders.Outputs));
        await PrintWritersAsync(contenders);
        RunOurs(contenders.Ours("", "small", BenchCluster.Small));
        var times = new StepTimes(Path.Join(backups, PostgresRun.Notes));
        PrintSteps(times);
        Aims.Print(saved, restored, meter, times);
    }

    private IReadOnlyList<Measured> Print(string title, IReadOnlyList<Contender> contenders, Meter meter)
    {
        var work = Path.Join(directory, "work");
        var measured = Rounds.Run(
            contenders,
            rounds,
            _ =>
            {
                CleanUp(work);
                meter.Begin();
                return work;
            },
            contender =>
            {
                LinkLast();
                meter.End(contender, work);
            }
        );
        CleanUp(work);
        var table = new Table("", "seconds", "ratio", "CPU seconds", "MB");
        foreach (var each in measured)
        {
            table.Add(
                each.Contender.Name,
                each.Seconds.ToString("0.0", CultureInfo.InvariantCulture),
                each.Ratio.ToString("0.00", CultureInfo.InvariantCulture),
                meter.Cpu(each.Contender),
                meter.Megabytes(each.Contender)
            );
        }

        table.Print(title);
        return measured;
    }

    /// <summary>Nobody pays for what the one before left: not its databases, and not its dirty pages.</summary>
    private void CleanUp(string work)
    {
        const string left =
            "SELECT format('DROP DATABASE %I WITH (FORCE)', datname) FROM pg_database WHERE datname LIKE 'shop\\_%' OR datname LIKE 'corner\\_shop\\_%' OR datname = 'back' \\gexec";
        if (Directory.Exists(work))
        {
            Directory.Delete(work, recursive: true);
        }

        Directory.CreateDirectory(work);
        Shell.Run(
            "bash",
            ["-ec", "printf '%s\\nCHECKPOINT;\\n' \"$0\" | psql -qXd postgres; sync", left],
            directory
        );
    }

    private void LinkLast()
    {
        var link = Path.Join(backups, "last");
        File.Delete(link);
        var newest = new DirectoryInfo(backups)
            .EnumerateDirectories("shop-*")
            .MaxBy(one => one.CreationTimeUtc);
        if (newest is not null)
        {
            Directory.CreateSymbolicLink(link, newest.FullName);
        }
    }

    private async Task PrintWritersAsync(PostgresContenders contenders)
    {
        var table = new Table(
            "while it commits a row every 5 ms",
            "commits",
            "median ms",
            "99 % ms",
            "longest ms"
        );
        async Task Add(string name, Func<Task> work)
        {
            CleanUp(Path.Join(directory, "work"));
            table.Add([name, .. await Writer.MeasureAsync(work)]);
        }

        await Add("nothing else", () => Task.Delay(TimeSpan.FromSeconds(10)));
        foreach (
            var name in (string[])
                [PostgresContenders.PlainDump, "pg_dump | gzip > file", PostgresContenders.OurProof]
        )
        {
            var contender = contenders.Backups.First(one => one.Name == name);
            await Add(
                name,
                () =>
                {
                    RunOurs(contender);
                    return Task.CompletedTask;
                }
            );
        }

        table.Print("A service that writes meanwhile");
    }

    private void RunOurs(Contender contender) =>
        Shell.Run(contender.Program, contender.Arguments, Path.Join(directory, "work"));

    private static void PrintSteps(StepTimes times)
    {
        var table = new Table("run", "step", "seconds");
        foreach (var verb in (string[])["proof", "restore", "release"])
        {
            foreach (var step in times.StepsOf(verb))
            {
                table.Add(
                    verb,
                    step,
                    times.Seconds(verb, step).ToString("0.00", CultureInfo.InvariantCulture)
                );
            }
        }

        table.Print("Our steps");
    }
}
