using Cake.Frosting.Release.Steps;
using NSubstitute;

namespace Cake.Frosting.Release.Tests.Platforms.Compose;

/// <summary>Performs the steps of a platform in their order, each time with a platform of its own.</summary>
internal static class ReleaseRun
{
    public static ReleaseIdentity Identity(string version, string? previous) =>
        new($"20261121T104227Z-{version}", "shop", version, previous);

    public static async Task ReleaseAsync(
        this ComposeBench bench,
        string version,
        string? previous,
        IStepEvents? events = null,
        Stage until = Stage.Announce
    )
    {
        var release = Identity(version, previous);
        var context = bench.ContextOf(release, events ?? Substitute.For<IStepEvents>());
        foreach (var step in bench.Open().Steps(release).OrderBy(step => step.Stage))
        {
            if (
                step.Stage <= until
                && (step.Probe is null || (await step.Probe(context, default)).State == ProbeState.NotDone)
            )
            {
                await step.Act(context, default);
            }
        }
    }

    /// <summary>Everything is taken back, the last first.</summary>
    public static async Task UndoAsync(this ComposeBench bench, string version, string? previous)
    {
        var release = Identity(version, previous);
        var context = bench.ContextOf(release, Substitute.For<IStepEvents>());
        foreach (
            var step in bench
                .Open()
                .Steps(release)
                .OrderBy(step => step.Stage)
                .Reverse()
                .Where(step => step.Undo is not null)
        )
        {
            await step.Undo!.Act(context, default);
        }
    }

    public static StepContext Context(this ComposeBench bench, string version = "look") =>
        bench.ContextOf(Identity(version, null), Substitute.For<IStepEvents>());
}
