using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Chain;

/// <summary>Starts the services, each when those that it needs are healthy.</summary>
[TaskName("Start")]
[TaskDescription("Starts the services, each when those that it needs are healthy.")]
[IsDependentOn(typeof(CompressTask))]
public sealed class StartTask : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc/>
    public override bool ShouldRun(ReleaseContext context) => context.Releaser.Describe(Stage.Start);

    /// <inheritdoc/>
    public override Task RunAsync(ReleaseContext context) => context.Releaser.RunStageAsync(Stage.Start);
}
