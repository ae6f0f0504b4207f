using Cake.Frosting.Release.Steps;
using Faults.Bench;

namespace Faults.Kinds;

/// <summary>SIGKILL of the targets beside Release and Rollback; the release after it finds nothing in its way.</summary>
internal sealed class KillOfTarget : IFaultKind
{
    private const int Times = 4;
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1.2);

    public string Name => "kill-target";

    public IEnumerable<Fault> From(Recording recording, IFaultBench bench)
    {
        for (var i = 1; i <= Times; i++)
        {
            yield return Fault($"Rehearse/{i}", scene => KillAsync(scene, "Rehearse", recording.Length));
            yield return Fault($"Prune/{i}", scene => KillAsync(scene, "Prune", Short));
            yield return Fault($"Abandon/{i}", scene => AbandonAsync(scene, recording));
        }
    }

    private Fault Fault(string name, Func<Scene, Task> strike) => new(Name, name, strike);

    private static async Task KillAsync(Scene scene, string target, TimeSpan within)
    {
        await KillSomewhereAsync(scene, target, within);
        await scene.RunAsync("Release");
    }

    /// <summary>A release that is killed while it backs up, given up by a run that is killed too; the next release removes what that leaves.</summary>
    private static async Task AbandonAsync(Scene scene, Recording recording)
    {
        var steps = recording.Of(Stage.Backup);
        var step = steps[scene.Random.Next(steps.Count)];
        var tail = new JournalTail(scene.Bench.JournalDirectory);
        var run = scene.Start("Release");
        await tail.UntilAsync(run, "step-started", step.Id);
        await run.KillAsync();
        await KillSomewhereAsync(scene, "Abandon", Short);
        if (scene.Record is { IsUnfinished: true })
        {
            await scene.RunAsync("Abandon");
        }

        // The abandoned version is tagged, and stays: the next one has something of its own.
        scene.Bench.MakeChange();
        await scene.RunAsync("Release");
    }

    private static async Task KillSomewhereAsync(Scene scene, string target, TimeSpan within)
    {
        var run = scene.Start(target);
        await Task.Delay(scene.Somewhere(within));
        scene.Struck(await run.KillAsync());
    }
}
