namespace Cake.Frosting.Release.Chain;

/// <summary>Goes back to the version before; the database is restored only if a migration began.</summary>
[TaskName("Rollback")]
[TaskDescription("Goes back to the version before; the database is restored only if a migration began.")]
public sealed class RollbackTask : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(ReleaseContext context) => context.Releaser.RollBackAsync();
}
