using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Chain;

/// <summary>Tags the release commit and pushes commit and tag.</summary>
[TaskName("Tag")]
[TaskDescription("Tags the release commit and pushes commit and tag.")]
[IsDependentOn(typeof(ChangelogTask))]
public sealed class TagTask : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc/>
    public override bool ShouldRun(ReleaseContext context) => context.Releaser.Describe(Stage.Tag);

    /// <inheritdoc/>
    public override Task RunAsync(ReleaseContext context) => context.Releaser.RunStageAsync(Stage.Tag);
}
