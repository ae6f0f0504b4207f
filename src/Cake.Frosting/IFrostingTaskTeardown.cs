using Cake.Core;

namespace Cake.Frosting;

/// <summary>
/// What is done after each task, even when it failed or was skipped.
/// </summary>
public interface IFrostingTaskTeardown
{
    /// <summary>Runs after each task, even when it failed or was skipped.</summary>
    /// <param name="context">The context of the build.</param>
    /// <param name="info">Tells the task, how long it took and whether it was skipped.</param>
    void Teardown(ICakeContext context, ITaskTeardownContext info);
}
