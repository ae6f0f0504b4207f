using Faults.Bench;

namespace Faults.Kinds;

/// <summary>The database server in each stage: killed whole, restarted, out of connections.</summary>
internal sealed class FailureOfServer : IFaultKind
{
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(2);

    public string Name => "server";

    public IEnumerable<Fault> From(Recording recording, IFaultBench bench)
    {
        if (bench is not IClusterBench)
        {
            yield break;
        }

        foreach (var stage in recording.Stages)
        {
            var steps = recording.Of(stage);
            yield return At($"{stage}/killed", steps, KillAsync);
            yield return At($"{stage}/restarted", steps, scene => ClusterOf(scene).RestartAsync());
            yield return At($"{stage}/full", steps, FillAsync);
        }
    }

    private Fault At(string name, IReadOnlyList<RecordedStep> steps, Func<Scene, Task> harm) =>
        new(Name, name, scene => Moment.InAsync(scene, steps, harm));

    /// <summary>The machine's init starts it again: at once, or after a while.</summary>
    private static async Task KillAsync(Scene scene)
    {
        await ClusterOf(scene).KillAsync();
        await Task.Delay(scene.Somewhere(Away));
        await ClusterOf(scene).StartAsync();
    }

    /// <summary>Clients go when the release has ended, or after a while.</summary>
    private static async Task FillAsync(Scene scene)
    {
        var cluster = ClusterOf(scene);
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

    private static Cluster ClusterOf(Scene scene) => ((IClusterBench)scene.Bench).Cluster;
}
