namespace Cake.Frosting.Release.Chain;

/// <summary>Prints the release as a runbook that a person could perform by hand.</summary>
[TaskName("Runbook")]
[TaskDescription("Prints the release as a runbook that a person could perform by hand.")]
public sealed class RunbookTask : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(ReleaseContext context) => context.Releaser.RunbookAsync();
}
