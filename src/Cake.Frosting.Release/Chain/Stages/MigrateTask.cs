using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Chain;

/// <summary>Migrates the databases.</summary>
[TaskName("Migrate")]
[TaskDescription("Migrates the databases.")]
[IsDependentOn(typeof(PullTask))]
public sealed class MigrateTask : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc/>
    public override bool ShouldRun(ReleaseContext context) => context.Releaser.Describe(Stage.Migrate);

    /// <inheritdoc/>
    public override Task RunAsync(ReleaseContext context) => context.Releaser.RunStageAsync(Stage.Migrate);
}
