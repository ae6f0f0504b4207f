namespace Cake.Frosting.Release.Chain;

/// <summary>Gives an unfinished release up where it stands, so that another can begin; takes nothing back.</summary>
[TaskName("Abandon")]
[TaskDescription("Gives an unfinished release up where it stands; takes nothing back.")]
public sealed class AbandonTask : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(ReleaseContext context) => context.Releaser.AbandonAsync();
}
