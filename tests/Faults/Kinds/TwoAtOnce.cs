using Faults.Bench;

namespace Faults.Kinds;

/// <summary>Two runs on the same target: a second release, or a rollback, while a release runs.</summary>
internal sealed class TwoAtOnce : IFaultKind
{
    private const int Times = 3;

    public string Name => "two";

    public IEnumerable<Fault> From(Recording recording, IFaultBench bench)
    {
        foreach (var other in bench.CanGoBackFromLive ? (string[])["Release", "Rollback"] : ["Release"])
        {
            yield return new Fault(Name, $"{other}/together", scene => RunAsync(scene, other, TimeSpan.Zero));
            for (var i = 1; i <= Times; i++)
            {
                yield return new Fault(
                    Name,
                    $"{other}/{i}",
                    scene => RunAsync(scene, other, recording.Length)
                );
            }
        }
    }

    private static async Task RunAsync(Scene scene, string other, TimeSpan within)
    {
        var first = scene.Start("Release");
        await Task.Delay(scene.Somewhere(within));
        var both = !first.HasEnded;
        var second = scene.Start(other);
        await scene.EndAsync(first);
        await scene.EndAsync(second);
        var refused = ((ToolProcess[])[first, second]).Where(WasRefused).ToList();
        refused.ForEach(scene.Excuse);
        scene.Struck(both && refused.Count > 0);
        if (both && refused.Count == 2)
        {
            scene.Break("both were refused");
        }
    }

    /// <summary>Behind the other's lock; or there was nothing left to do when the other had ended.</summary>
    private static bool WasRefused(ToolProcess run) =>
        run.ExitCode == 1
        && (
            run.Output.Contains("is locked by", StringComparison.Ordinal)
            || run.Output.Contains("There is no release to go back from", StringComparison.Ordinal)
            || run.Output.Contains("already", StringComparison.Ordinal)
        );
}
