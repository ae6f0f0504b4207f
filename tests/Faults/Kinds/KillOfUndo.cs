using Faults.Bench;

namespace Faults.Kinds;

/// <summary>
/// SIGKILL of the tool on the way back, at and inside every undo: of a release that failed in its last check, and of
/// one that was live; some are killed once more.
/// </summary>
internal sealed class KillOfUndo : IFaultKind
{
    public string Name => "kill-undo";

    public IEnumerable<Fault> From(Recording recording, IFaultBench bench)
    {
        foreach (var step in recording.UndoneOnFailure)
        {
            yield return Fault($"failed/{step.Id}/at", scene => FailAsync(scene, step, TimeSpan.Zero));
            yield return Fault($"failed/{step.Id}/inside", scene => FailAsync(scene, step, step.Elapsed));
            yield return Fault(
                $"failed/{step.Id}/twice",
                async scene =>
                {
                    await FailAsync(scene, step, step.Elapsed);
                    await KillAtAsync(
                        scene,
                        scene.Random.Next(2) == 0 ? "Release" : "Rollback",
                        null,
                        step.Elapsed
                    );
                }
            );
        }

        foreach (var step in recording.UndoneFromLive)
        {
            yield return Fault($"live/{step.Id}/at", scene => TakeBackAsync(scene, step, TimeSpan.Zero));
            yield return Fault($"live/{step.Id}/inside", scene => TakeBackAsync(scene, step, step.Elapsed));
        }
    }

    private Fault Fault(string name, Func<Scene, Task> strike) => new(Name, name, strike);

    private static async Task FailAsync(Scene scene, RecordedStep step, TimeSpan within)
    {
        scene.Bench.LetVerifyPass(false);
        scene.Afterwards(() => scene.Bench.LetVerifyPass(true));
        await KillAtAsync(scene, "Release", step, within);
    }

    private static async Task TakeBackAsync(Scene scene, RecordedStep step, TimeSpan within)
    {
        await scene.BeLiveAsync();
        await KillAtAsync(scene, "Rollback", step, within);
    }

    private static async Task KillAtAsync(Scene scene, string target, RecordedStep? step, TimeSpan within)
    {
        var tail = new JournalTail(scene.Bench.JournalDirectory);
        var run = scene.Start(target);
        var came = await tail.UntilAsync(run, "undo-started", step?.Id);
        await Task.Delay(scene.Somewhere(within));
        scene.Struck(await run.KillAsync() && came);
    }
}
