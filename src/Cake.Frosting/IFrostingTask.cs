using Cake.Core;

namespace Cake.Frosting;

/// <summary>
/// A task of the build. Derive from <see cref="FrostingTask{T}"/> or <see cref="AsyncFrostingTask{T}"/>
/// rather than implementing it.
/// </summary>
public interface IFrostingTask
{
    /// <summary>
    /// Gets the reason that is reported when <see cref="ShouldRun"/> answered no. Empty unless implemented.
    /// </summary>
    string SkippedMessage => string.Empty;

    /// <summary>Runs the task.</summary>
    /// <param name="context">The context of the build.</param>
    /// <returns>The running task.</returns>
    Task RunAsync(ICakeContext context);

    /// <summary>Tells whether the task should run.</summary>
    /// <param name="context">The context of the build.</param>
    /// <returns><c>true</c> to run it; <c>false</c> to skip it.</returns>
    bool ShouldRun(ICakeContext context);

    /// <summary>Handles a failure of the task. The failure counts as handled unless this throws.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="context">The context of the build.</param>
    void OnError(Exception exception, ICakeContext context);

    /// <summary>Runs after the task, whether it failed or not.</summary>
    /// <param name="context">The context of the build.</param>
    void Finally(ICakeContext context);
}
