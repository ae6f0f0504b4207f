using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Chain;

/// <summary>Checks everything that a release relies on; changes nothing.</summary>
[TaskName("Preflight")]
[TaskDescription("Checks everything that a release relies on; changes nothing.")]
public sealed class PreflightTask : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc/>
    public override bool ShouldRun(ReleaseContext context) => context.Releaser.Describe(Stage.Preflight);

    /// <inheritdoc/>
    public override Task RunAsync(ReleaseContext context) => context.Releaser.RunStageAsync(Stage.Preflight);
}
