using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Chain;

/// <summary>Gives the changelog's unreleased entries their version and date.</summary>
[TaskName("Changelog")]
[TaskDescription("Gives the changelog's unreleased entries their version and date.")]
[IsDependentOn(typeof(PreflightTask))]
public sealed class ChangelogTask : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc/>
    public override bool ShouldRun(ReleaseContext context) => context.Releaser.Describe(Stage.Changelog);

    /// <inheritdoc/>
    public override Task RunAsync(ReleaseContext context) => context.Releaser.RunStageAsync(Stage.Changelog);
}
