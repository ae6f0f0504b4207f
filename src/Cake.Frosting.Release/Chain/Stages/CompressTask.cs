using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Chain;

/// <summary>Compresses static assets.</summary>
[TaskName("Compress")]
[TaskDescription("Compresses static assets.")]
[IsDependentOn(typeof(MigrateTask))]
public sealed class CompressTask : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc/>
    public override bool ShouldRun(ReleaseContext context) => context.Releaser.Describe(Stage.Compress);

    /// <inheritdoc/>
    public override Task RunAsync(ReleaseContext context) => context.Releaser.RunStageAsync(Stage.Compress);
}
