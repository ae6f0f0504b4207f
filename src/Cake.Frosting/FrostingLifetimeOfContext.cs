using Cake.Core;

namespace Cake.Frosting;

/// <summary>
/// What is done before the first and after the last task of a build.
/// </summary>
/// <typeparam name="TContext">The type of the context that the build uses.</typeparam>
public abstract class FrostingLifetime<TContext> : IFrostingLifetime
    where TContext : ICakeContext
{
    /// <summary>Runs before the first task.</summary>
    /// <param name="context">The context of the build.</param>
    /// <param name="info">Tells the targets and the tasks that are to run.</param>
    public abstract void Setup(TContext context, ISetupContext info);

    /// <summary>Runs after the last task, even when a task failed.</summary>
    /// <param name="context">The context of the build.</param>
    /// <param name="info">Tells whether the build succeeded, and what was thrown.</param>
    public abstract void Teardown(TContext context, ITeardownContext info);

    void IFrostingSetup.Setup(ICakeContext context, ISetupContext info)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(info);

        Setup((TContext)context, info);
    }

    void IFrostingTeardown.Teardown(ICakeContext context, ITeardownContext info)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(info);

        Teardown((TContext)context, info);
    }
}
