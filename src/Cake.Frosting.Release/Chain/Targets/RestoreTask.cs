namespace Cake.Frosting.Release.Chain;

/// <summary>Restores a database from a backup (--backup=NAME): proven beside the live one, then swapped with it.</summary>
[TaskName("Restore")]
[TaskDescription(
    "Restores a database from a backup (--backup=NAME): proven beside the live one, then swapped with it."
)]
public sealed class RestoreTask : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc/>
    public override bool ShouldRun(ReleaseContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Releaser.DescribeRestore();
    }

    /// <inheritdoc/>
    public override Task RunAsync(ReleaseContext context) => context.Releaser.RestoreAsync();
}
