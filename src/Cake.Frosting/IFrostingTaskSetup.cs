using Cake.Core;

namespace Cake.Frosting;

/// <summary>
/// What is done before each task.
/// </summary>
public interface IFrostingTaskSetup
{
    /// <summary>Runs before each task.</summary>
    /// <param name="context">The context of the build.</param>
    /// <param name="info">Tells the task that is about to run.</param>
    void Setup(ICakeContext context, ITaskSetupContext info);
}
