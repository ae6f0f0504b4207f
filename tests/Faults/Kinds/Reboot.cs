using Faults.Bench;

namespace Faults.Kinds;

/// <summary>The machine is rebooted in each stage: everything is gone, and only the database server starts by itself.</summary>
internal sealed class Reboot : IFaultKind
{
    private const int Times = 2;

    public string Name => "reboot";

    public IEnumerable<Fault> From(Recording recording, IFaultBench bench)
    {
        foreach (var stage in recording.Stages)
        {
            for (var i = 1; i <= Times; i++)
            {
                var steps = recording.Of(stage);
                yield return new Fault(
                    Name,
                    $"{stage}/{i}",
                    scene => RebootAsync(scene, "Release", "step-started", steps)
                );
            }
        }

        for (var i = 1; i <= Times && bench.CanGoBackFromLive; i++)
        {
            yield return new Fault(
                Name,
                $"on-the-way-back/{i}",
                async scene =>
                {
                    await scene.BeLiveAsync();
                    await RebootAsync(scene, "Rollback", "undo-started", recording.UndoneFromLive);
                }
            );
        }
    }

    private static async Task RebootAsync(
        Scene scene,
        string target,
        string journalEvent,
        IReadOnlyList<RecordedStep> steps
    )
    {
        var step = steps[scene.Random.Next(steps.Count)];
        var tail = new JournalTail(scene.Bench.JournalDirectory);
        var run = scene.Start(target);
        var came = await tail.UntilAsync(run, journalEvent, step.Id);
        await Task.Delay(scene.Somewhere(step.Elapsed));
        scene.Tell($"reboot in {step.Id}");
        scene.Struck(came && !run.HasEnded);
        run.WillBeKilled();
        await scene.Bench.RebootAsync();
    }
}
