using Cake.Core;

namespace Cake.Frosting;

/// <summary>
/// What is done after the last task of a build.
/// </summary>
/// <typeparam name="TContext">The type of the context that the build uses.</typeparam>
public abstract class FrostingTeardown<TContext> : IFrostingTeardown
    where TContext : ICakeContext
{
    /// <summary>Runs after the last task, even when a task failed.</summary>
    /// <param name="context">The context of the build.</param>
    /// <param name="info">Tells whether the build succeeded, and what was thrown.</param>
    public abstract void Teardown(TContext context, ITeardownContext info);

    void IFrostingTeardown.Teardown(ICakeContext context, ITeardownContext info)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(info);

        Teardown((TContext)context, info);
    }
}
