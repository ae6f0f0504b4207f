namespace Cake.Frosting.Release.Chain;

/// <summary>Lifts a freeze.</summary>
[TaskName("Unfreeze")]
[TaskDescription("Lifts a freeze.")]
public sealed class UnfreezeTask : FrostingTask<ReleaseContext>
{
    /// <inheritdoc/>
    public override void Run(ReleaseContext context) => context.Releaser.Unfreeze();
}
