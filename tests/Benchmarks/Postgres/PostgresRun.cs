using System.Diagnostics;
using System.Globalization;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Postgres;
using Cake.Frosting.Release.Steps;

namespace Benchmarks.Postgres;

/// <summary>
/// Our contender as a process of its own: <c>postgres-run pipe|dump|proof|restore|release BACKUPS DATABASE</c>. It runs the
/// steps that a release runs, and notes how long each took.
/// </summary>
internal sealed class PostgresRun : IBenchmark
{
    public const string Notes = "steps.txt";

    public string Name => "postgres-run";

    public string Summary => "";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var (verb, directory, database) = (arguments[0], arguments[1], arguments[2]);
        var runner = new CommandRunner(new Redactor());
        var target = new DatabaseTarget(BenchCluster.FromEnvironment(), database);
        var tools = await PostgresTools.FindAsync(runner, new ThisMachine(), null, 0);
        var time = TimeProvider
            .System.GetUtcNow()
            .ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var release = new ReleaseIdentity($"{time}-1.0.0", "bench", "1.0.0", null);
        var context = new StepContext(release, new Facts(), runner, new Silence(), TimeProvider.System);
        var backup = new BackupOptions
        {
            Directory = directory,
            Format = BackupFormat.Custom,
            Compression = DumpCompression.Of(CompressionMethod.Zstd),
            Keep = 1,
        };
        Task Note(string step, Func<Task> act) => NoteAsync(verb, Path.Join(directory, Notes), step, act);
        Task Act(Step step) => Note(step.Id, () => step.Act(context, default));
        switch (verb)
        {
            case "pipe":
                await Note("pipe", () => PipeAsync(new BackupPlan(target, tools, backup, release), runner));
                break;
            case "dump":
                await Act(BackupSteps.For(target, tools, backup, release)[0]);
                break;
            case "proof" or "small":
                await EachAsync(BackupSteps.For(target, tools, backup, release), Act);
                break;
            case "restore":
                var options = new RestoreOptions { AcceptDataLoss = true };
                await EachAsync(
                    RestoreSteps.For(target, tools, BackupList.Read(directory)[0], options, release),
                    Act
                );
                break;
            default:
                await ReleaseAsync(new Released(target, tools, backup, release), context, Act, Note);
                break;
        }

        return 0;
    }

    /// <summary>The dump alone, as a release pipes it, without the hashes that its proof needs.</summary>
    private static async Task PipeAsync(BackupPlan plan, CommandRunner runner)
    {
        var file = Path.Join(plan.Options.Directory, "alone");
        Directory.CreateDirectory(file);
        File.Delete(plan.DumpFile(file));
        await using var snapshot = await Snapshot.TakeAsync(plan.Target, 1, default);
        await runner.PipeAsync(plan.Dump(file).Fill(BackupPlan.SnapshotBlank, snapshot.Name), null, _ => { });
    }

    /// <summary>A release whose migration fails, from the backup to the swap that takes it back.</summary>
    private static async Task ReleaseAsync(
        Released plan,
        StepContext context,
        Func<Step, Task> act,
        Func<string, Func<Task>, Task> note
    )
    {
        var (target, tools, backup, release) = plan;
        await using var hold = new WalHold();
        var files = Directory.CreateDirectory(Path.Join(backup.Directory, "migrations")).FullName;
        await File.WriteAllTextAsync(
            Path.Join(files, "V1__fails.sql"),
            "ALTER TABLE orders ADD COLUMN paid_at timestamptz; SELECT 1 / 0;"
        );
        var migrations = new MigrationOptions { Directory = files };
        await EachAsync(
            [
                WalMarkStep.For(target, release, hold),
                .. BackupSteps.For(target, tools, backup, release),
                WalReadAheadStep.For(target, []),
                .. FenceSteps.For(target, tools, backup, migrations, release, hold),
            ],
            act
        );
        var migrate = MigrationSteps.For(target, migrations, null, release);
        try
        {
            await migrate.Act(context, default);
        }
        catch (CommandFailedException)
        {
            await note("rollback/swap", () => migrate.Undo!.Act(context, default));
            return;
        }

        throw new InvalidOperationException("The migration did not fail.");
    }

    private static async Task EachAsync(IEnumerable<Step> steps, Func<Step, Task> act)
    {
        foreach (var step in steps)
        {
            await act(step);
        }
    }

    private static async Task NoteAsync(string verb, string file, string step, Func<Task> act)
    {
        var began = Stopwatch.GetTimestamp();
        await act();
        await StepTimes.NoteAsync(file, verb, step.Split(':')[0], Stopwatch.GetElapsedTime(began));
    }

    private sealed record Released(
        DatabaseTarget Target,
        PostgresTools Tools,
        BackupOptions Backup,
        ReleaseIdentity Release
    );

    private sealed class Silence : IStepEvents
    {
        public void Issued(Instruction instruction) { }

        public void Progress(string text) { }

        public void Warned(string text) { }
    }
}
