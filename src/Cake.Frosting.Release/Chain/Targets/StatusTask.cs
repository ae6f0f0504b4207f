namespace Cake.Frosting.Release.Chain;

/// <summary>Prints what runs, what was released, and what is kept.</summary>
[TaskName("Status")]
[TaskDescription("Prints what runs, what was released, and what is kept.")]
public sealed class StatusTask : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(ReleaseContext context) => context.Releaser.StatusAsync();
}
