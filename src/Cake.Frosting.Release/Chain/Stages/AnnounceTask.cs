using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Chain;

/// <summary>Tells who wants to know, and tidies up.</summary>
[TaskName("Announce")]
[TaskDescription("Tells who wants to know, and tidies up.")]
[IsDependentOn(typeof(VerifyTask))]
public sealed class AnnounceTask : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc/>
    public override bool ShouldRun(ReleaseContext context) => context.Releaser.Describe(Stage.Announce);

    /// <inheritdoc/>
    public override Task RunAsync(ReleaseContext context) => context.Releaser.RunStageAsync(Stage.Announce);
}
