namespace Cake.Frosting.Release.Chain;

/// <summary>Removes databases that restores set aside, dumps that were never proven, and surplus backups.</summary>
[TaskName("Prune")]
[TaskDescription(
    "Removes databases that restores set aside, dumps that were never proven, and surplus backups."
)]
public sealed class PruneTask : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(ReleaseContext context) => context.Releaser.PruneAsync();
}
