using Cake.Core;

namespace Cake.Frosting;

/// <summary>
/// A task of the build whose work is asynchronous. What a class does not override is not registered with the engine: a task without a body
/// is reported as delegated, and only an overridden <see cref="OnError"/> handles failures.
/// </summary>
/// <typeparam name="T">
/// The type of the context. It is read from the class that names this type as its direct base; a task whose
/// context does not fit that of the build is left out with a warning.
/// </typeparam>
public abstract class AsyncFrostingTask<T> : IFrostingTask
    where T : ICakeContext
{
    /// <summary>Does the work of the task.</summary>
    /// <param name="context">The context of the build.</param>
    /// <returns>The running work.</returns>
    public virtual Task RunAsync(T context) => Task.CompletedTask;

    /// <summary>Tells whether the task should run. The target of a run must not be skipped.</summary>
    /// <param name="context">The context of the build.</param>
    /// <returns><c>true</c> to run it; <c>false</c> to skip it. <c>true</c> unless overridden.</returns>
    public virtual bool ShouldRun(T context) => true;

    /// <summary>
    /// Handles a failure of the task. An override that does not throw swallows the failure.
    /// </summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="context">The context of the build.</param>
    public virtual void OnError(Exception exception, T context) =>
        ArgumentNullException.ThrowIfNull(exception);

    /// <summary>Runs after the task, whether it failed or not.</summary>
    /// <param name="context">The context of the build.</param>
    public virtual void Finally(T context) { }

    Task IFrostingTask.RunAsync(ICakeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        return RunAsync((T)context);
    }

    bool IFrostingTask.ShouldRun(ICakeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        return ShouldRun((T)context);
    }

    void IFrostingTask.OnError(Exception exception, ICakeContext context)
    {
        ArgumentNullException.ThrowIfNull(exception);
        ArgumentNullException.ThrowIfNull(context);

        OnError(exception, (T)context);
    }

    void IFrostingTask.Finally(ICakeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        Finally((T)context);
    }
}
