using Cake.Core;

namespace Cake.Frosting;

/// <summary>
/// What is done after the last task, even when a task failed.
/// </summary>
public interface IFrostingTeardown
{
    /// <summary>Runs after the last task, even when a task failed.</summary>
    /// <param name="context">The context of the build.</param>
    /// <param name="info">Tells whether the build succeeded, and what was thrown.</param>
    void Teardown(ICakeContext context, ITeardownContext info);
}
