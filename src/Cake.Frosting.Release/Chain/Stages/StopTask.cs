using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Chain;

/// <summary>Stops the services and takes a restore point of what was written since the backup.</summary>
[TaskName("Stop")]
[TaskDescription("Stops the services and takes a restore point of what was written since the backup.")]
[IsDependentOn(typeof(BackupTask))]
public sealed class StopTask : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc/>
    public override bool ShouldRun(ReleaseContext context) => context.Releaser.Describe(Stage.Stop);

    /// <inheritdoc/>
    public override Task RunAsync(ReleaseContext context) => context.Releaser.RunStageAsync(Stage.Stop);
}
