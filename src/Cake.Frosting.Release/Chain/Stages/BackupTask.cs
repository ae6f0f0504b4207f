using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Chain;

/// <summary>Backs the databases up and proves it, and fetches the new version, while the old one serves.</summary>
[TaskName("Backup")]
[TaskDescription(
    "Backs the databases up and proves it, and fetches the new version, while the old one serves."
)]
[IsDependentOn(typeof(TagTask))]
public sealed class BackupTask : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc/>
    public override bool ShouldRun(ReleaseContext context) => context.Releaser.Describe(Stage.Backup);

    /// <inheritdoc/>
    public override Task RunAsync(ReleaseContext context) => context.Releaser.RunStageAsync(Stage.Backup);
}
