using Cake.Core;

namespace Cake.Frosting.Release.Chain;

/// <summary>The context of every task of the chain. A project's own context can derive from it.</summary>
/// <param name="context">Cake's context.</param>
/// <param name="releaser">Does what the tasks ask for.</param>
public class ReleaseContext(ICakeContext context, Releaser releaser) : FrostingContext(context)
{
    /// <summary>Does what the tasks ask for.</summary>
    public Releaser Releaser { get; } = releaser;
}
