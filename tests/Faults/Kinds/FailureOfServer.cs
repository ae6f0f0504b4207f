using Faults.Bench;

namespace Faults.Kinds;

/// <summary>The database server in each stage: killed whole, restarted, out of connections.</summary>
internal sealed class FailureOfServer : IFaultKind
{
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(2);

    public string Name => "server";

    public IEnumerable<Fault> From(Recording recording, IFaultBench bench)
    {
        foreach (var stage in recording.Stages)
        {
            var steps = recording.Of(stage);
            yield return At($"{stage}/killed", steps, KillAsync);
            yield return At($"{stage}/restarted", steps, scene => scene.Bench.Cluster.RestartAsync());
            yield return At($"{stage}/full", steps, FillAsync);
        }
    }

    private Fault At(string name, IReadOnlyList<RecordedStep> steps, Func<Scene, Task> harm) =>
        new(Name, name, scene => Moment.InAsync(scene, steps, harm));

    /// <summary>The machine's init starts it again: at once, or after a while.</summary>
    private static async Task KillAsync(Scene scene)
    {
        await scene.Bench.Cluster.KillAsync();
        await Task.Delay(scene.Somewhere(Away));
        await scene.Bench.Cluster.StartAsync();
    }

    /// <summary>Clients go when the release has ended, or after a while.</summary>
    private static async Task FillAsync(Scene scene)
    {
        var cluster = scene.Bench.Cluster;
        await cluster.OccupyAsync();
        if (scene.Random.Next(2) == 0)
        {
            await Task.Delay(scene.Somewhere(Away));
            await cluster.VacateAsync();
        }
        else
        {
            scene.Afterwards(cluster.VacateAsync);
        }
    }
}
