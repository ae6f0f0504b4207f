namespace Cake.Frosting.Release.Chain;

/// <summary>Refuses releases until Unfreeze, with the reason given by <c>--message</c>.</summary>
[TaskName("Freeze")]
[TaskDescription("Refuses releases until Unfreeze, with the reason given by --message.")]
public sealed class FreezeTask : FrostingTask<ReleaseContext>
{
    /// <inheritdoc/>
    public override void Run(ReleaseContext context) => context.Releaser.Freeze();
}
