using Cake.Core;

namespace Cake.Frosting;

/// <summary>
/// What is done before the first task of a build.
/// </summary>
/// <typeparam name="TContext">The type of the context that the build uses.</typeparam>
public abstract class FrostingSetup<TContext> : IFrostingSetup
    where TContext : ICakeContext
{
    /// <summary>Runs before the first task.</summary>
    /// <param name="context">The context of the build.</param>
    /// <param name="info">Tells the targets and the tasks that are to run.</param>
    public abstract void Setup(TContext context, ISetupContext info);

    void IFrostingSetup.Setup(ICakeContext context, ISetupContext info)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(info);

        Setup((TContext)context, info);
    }
}
