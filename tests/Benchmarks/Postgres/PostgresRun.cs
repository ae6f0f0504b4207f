using System.Diagnostics;
using System.Globalization;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Postgres;
using Cake.Frosting.Release.Steps;

namespace Benchmarks.Postgres;

/// <summary>Our contender as a process of its own: <c>postgres-run dump|proof|restore|swap BACKUPS</c>.</summary>
internal sealed class PostgresRun : IBenchmark
{
    public string Name => "postgres-run";

    public string Summary => "";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var runner = new CommandRunner(new Redactor());
        var target = new DatabaseTarget(BenchCluster.FromEnvironment(), "shop");
        var tools = await PostgresTools.FindAsync(runner, new ThisMachine(), null, 0);
        var time = TimeProvider
            .System.GetUtcNow()
            .ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var release = new ReleaseIdentity($"{time}-1.0.0", "bench", "1.0.0", null);
        var context = new StepContext(release, new Facts(), runner, new Silence(), TimeProvider.System);
        var backup = new BackupOptions
        {
            Directory = arguments[1],
            Format = BackupFormat.Custom,
            Compression = DumpCompression.Of(CompressionMethod.Zstd),
            Keep = 1,
        };
        IEnumerable<Step> steps = arguments[0] switch
        {
            "dump" => BackupSteps.For(target, tools, backup, release).Take(1),
            "proof" => BackupSteps.For(target, tools, backup, release),
            _ => RestoreSteps.For(
                target,
                tools,
                BackupList.Read(arguments[1])[0],
                new RestoreOptions { AcceptDataLoss = true },
                release
            ),
        };
        foreach (var step in steps)
        {
            var began = Stopwatch.GetTimestamp();
            await step.Act(context, default);
            await File.AppendAllTextAsync(
                Path.Join(arguments[1], "steps.txt"),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{step.Id} {Stopwatch.GetElapsedTime(began).TotalSeconds:0.00} {Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000}\n"
                )
            );
        }

        return 0;
    }

    private sealed class Silence : IStepEvents
    {
        public void Issued(Instruction instruction) { }

        public void Progress(string text) { }

        public void Warned(string text) { }
    }
}
