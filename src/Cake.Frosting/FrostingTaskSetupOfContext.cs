using Cake.Core;

namespace Cake.Frosting;

/// <summary>
/// What is done before each task of a build.
/// </summary>
/// <typeparam name="TContext">The type of the context that the build uses.</typeparam>
public abstract class FrostingTaskSetup<TContext> : IFrostingTaskSetup
    where TContext : ICakeContext
{
    /// <summary>Runs before each task.</summary>
    /// <param name="context">The context of the build.</param>
    /// <param name="info">Tells the task that is about to run.</param>
    public abstract void Setup(TContext context, ITaskSetupContext info);

    void IFrostingTaskSetup.Setup(ICakeContext context, ITaskSetupContext info)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(info);

        Setup((TContext)context, info);
    }
}
