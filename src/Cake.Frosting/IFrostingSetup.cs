using Cake.Core;

namespace Cake.Frosting;

/// <summary>
/// What is done before the first task.
/// </summary>
public interface IFrostingSetup
{
    /// <summary>Runs before the first task.</summary>
    /// <param name="context">The context of the build.</param>
    /// <param name="info">Tells the targets and the tasks that are to run.</param>
    void Setup(ICakeContext context, ISetupContext info);
}
