namespace Cake.Frosting.Release.Chain;

/// <summary>Backs up, proves the backup, and runs the next release's migrations on a clone of it; nothing else.</summary>
[TaskName("Rehearse")]
[TaskDescription("Backs up, and runs the next release's migrations on a clone of the backup; nothing else.")]
public sealed class RehearseTask : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(ReleaseContext context) => context.Releaser.RehearseAsync();
}
