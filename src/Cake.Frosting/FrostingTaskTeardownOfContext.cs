using Cake.Core;

namespace Cake.Frosting;

/// <summary>
/// What is done after each task of a build.
/// </summary>
/// <typeparam name="TContext">The type of the context that the build uses.</typeparam>
public abstract class FrostingTaskTeardown<TContext> : IFrostingTaskTeardown
    where TContext : ICakeContext
{
    /// <summary>Runs after each task, even when it failed or was skipped.</summary>
    /// <param name="context">The context of the build.</param>
    /// <param name="info">Tells the task, how long it took and whether it was skipped.</param>
    public abstract void Teardown(TContext context, ITaskTeardownContext info);

    void IFrostingTaskTeardown.Teardown(ICakeContext context, ITaskTeardownContext info)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(info);

        Teardown((TContext)context, info);
    }
}
