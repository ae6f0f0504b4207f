using Faults.Bench;

namespace Faults.Kinds;

/// <summary>The network between tool and database server in each stage: cut for a moment, cut until the release has ended, stalled.</summary>
internal sealed class CutOfNetwork : IFaultKind
{
    private static readonly TimeSpan Stalled = TimeSpan.FromSeconds(3);

    public string Name => "network";

    public IEnumerable<Fault> From(Recording recording, IFaultBench bench)
    {
        if (bench is not IClusterBench)
        {
            yield break;
        }

        foreach (var stage in recording.Stages)
        {
            var steps = recording.Of(stage);
            yield return At($"{stage}/blip", steps, BlipAsync);
            yield return At($"{stage}/cut", steps, CutAsync);
            yield return At($"{stage}/stalled", steps, StallAsync);
        }
    }

    private Fault At(string name, IReadOnlyList<RecordedStep> steps, Func<Scene, Task> harm) =>
        new(Name, name, scene => Moment.InAsync(scene, steps, harm));

    private static async Task BlipAsync(Scene scene)
    {
        WireOf(scene).Cut();
        await Task.Delay(scene.Somewhere(TimeSpan.FromMilliseconds(200)));
        WireOf(scene).Heal();
    }

    private static Task CutAsync(Scene scene)
    {
        WireOf(scene).Cut();
        scene.Afterwards(WireOf(scene).Heal);
        return Task.CompletedTask;
    }

    private static async Task StallAsync(Scene scene)
    {
        WireOf(scene).Stall();
        await Task.Delay(Stalled);
        WireOf(scene).Heal();
    }

    private static Wire WireOf(Scene scene) => ((IClusterBench)scene.Bench).Wire;
}
