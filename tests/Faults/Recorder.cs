using System.Diagnostics;
using Cake.Frosting.Release.Journal;
using Faults.Bench;

namespace Faults;

/// <summary>Records what a release and its ways back consist of, by doing each once undisturbed.</summary>
/// <param name="bench">The bench.</param>
internal sealed class Recorder(IFaultBench bench)
{
    public async Task<Recording> RecordAsync()
    {
        bench.MakeChange();
        bench.Shims.Record();
        var clock = Stopwatch.StartNew();
        var released = await RunAsync("Release", 0);
        var length = clock.Elapsed;
        var calls = bench.Shims.Calls();
        bench.Shims.Forget();
        var takenBack = bench.CanGoBackFromLive ? await RunAsync("Rollback", 0) : null;
        bench.MakeChange();
        bench.LetVerifyPass(false);
        var failed = await RunAsync("Release", 2);
        bench.LetVerifyPass(true);
        return new Recording(
            [
                .. released
                    .Steps.Where(step => step.HasBegun)
                    .Select(step => new RecordedStep(step.Id, step.Elapsed)),
            ],
            Undone(failed),
            takenBack is null ? [] : Undone(takenBack),
            calls,
            length
        );
    }

    private static IReadOnlyList<RecordedStep> Undone(ReleaseRecord record) =>
        [
            .. record
                .Steps.Where(step => step.UndoStartedAt is not null)
                .OrderBy(step => step.UndoStartedAt)
                .Select(step => new RecordedStep(step.Id, step.Elapsed)),
        ];

    private async Task<ReleaseRecord> RunAsync(string target, int exitCode)
    {
        using var run = bench.Start(target);
        await run.EndAsync();
        return run.ExitCode == exitCode
            ? bench.Journals.ReadLatest()!
            : throw new InvalidOperationException(
                $"--target={target} ended with {run.ExitCode}, undisturbed:\n{run.Output}"
            );
    }
}
