using Faults.Bench;

namespace Faults.Kinds;

/// <summary>SIGKILL of the tool before, inside and after every step, and at any time.</summary>
internal sealed class KillOfTool : IFaultKind
{
    private const int AtAnyTime = 16;

    public string Name => "kill";

    public IEnumerable<Fault> From(Recording recording, IFaultBench bench)
    {
        foreach (var step in recording.Steps)
        {
            yield return Fault(
                $"{step.Id}/before",
                scene => KillAtAsync(scene, "step-started", step, TimeSpan.Zero)
            );
            yield return Fault(
                $"{step.Id}/inside",
                scene => KillAtAsync(scene, "step-started", step, step.Elapsed)
            );
            yield return Fault(
                $"{step.Id}/after",
                scene => KillAtAsync(scene, "step-done", step, TimeSpan.Zero)
            );
        }

        for (var i = 1; i <= AtAnyTime; i++)
        {
            yield return Fault(
                $"any-time/{i}",
                async scene =>
                {
                    var run = scene.Start("Release");
                    await Task.Delay(scene.Somewhere(recording.Length));
                    scene.Struck(await run.KillAsync());
                }
            );
        }
    }

    private Fault Fault(string name, Func<Scene, Task> strike) => new(Name, name, strike);

    private static async Task KillAtAsync(
        Scene scene,
        string journalEvent,
        RecordedStep step,
        TimeSpan within
    )
    {
        var tail = new JournalTail(scene.Bench.JournalDirectory);
        var run = scene.Start("Release");
        var came = await tail.UntilAsync(run, journalEvent, step.Id);
        await Task.Delay(scene.Somewhere(within));
        scene.Struck(await run.KillAsync() && came);
    }
}
