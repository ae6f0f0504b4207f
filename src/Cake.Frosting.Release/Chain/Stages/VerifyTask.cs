using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Chain;

/// <summary>Checks the new version from outside; from here users write to it.</summary>
[TaskName("Verify")]
[TaskDescription("Checks the new version from outside; from here users write to it.")]
[IsDependentOn(typeof(StartTask))]
public sealed class VerifyTask : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc/>
    public override bool ShouldRun(ReleaseContext context) => context.Releaser.Describe(Stage.Verify);

    /// <inheritdoc/>
    public override Task RunAsync(ReleaseContext context) => context.Releaser.RunStageAsync(Stage.Verify);
}
