using Faults.Bench;

namespace Faults.Kinds;

/// <summary>The git remote takes no push, takes no tag, or is gone: from the beginning, or when the tag is made.</summary>
internal sealed class RefusalOfRemote : IFaultKind
{
    public string Name => "remote";

    public IEnumerable<Fault> From(Recording recording, IFaultBench bench)
    {
        var last = recording.Steps.Last(step => step.Stage == Cake.Frosting.Release.Steps.Stage.Tag);
        var before = recording.Steps.Last(step => step.Stage < Cake.Frosting.Release.Steps.Stage.Tag);
        foreach (
            var (name, harm) in new Dictionary<string, Action<Repository>>
            {
                ["no-push"] = remote => remote.Refuse(onlyTags: false),
                ["no-tag"] = remote => remote.Refuse(onlyTags: true),
                ["gone"] = remote => remote.TakeAway(),
            }
        )
        {
            yield return new Fault(
                Name,
                $"{name}/from-the-beginning",
                async scene =>
                {
                    Harm(scene, harm);
                    await scene.RunAsync("Release");
                    scene.Struck();
                }
            );
            foreach (var step in (RecordedStep[])[before, last])
            {
                yield return new Fault(
                    Name,
                    $"{name}/{step.Id}",
                    scene =>
                        Moment.AtAsync(
                            scene,
                            step.Id,
                            TimeSpan.Zero,
                            harmed =>
                            {
                                Harm(harmed, harm);
                                return Task.CompletedTask;
                            }
                        )
                );
            }
        }
    }

    private static void Harm(Scene scene, Action<Repository> harm)
    {
        scene.Afterwards(scene.Bench.Repository.Heal);
        harm(scene.Bench.Repository);
    }
}
