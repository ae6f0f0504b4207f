namespace Cake.Frosting.Release.Chain;

/// <summary>Prints what a release would do: the steps, the exact commands, what is skipped and why.</summary>
[TaskName("Plan")]
[TaskDescription("Prints what a release would do: the steps, the exact commands, what is skipped and why.")]
public sealed class PlanTask : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(ReleaseContext context) => context.Releaser.PlanAsync();
}
