using System.Diagnostics.CodeAnalysis;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Running;

/// <summary>Runs one step: probe, act within the deadline, and tell of every change before and after.</summary>
internal sealed class StepExecutor(
    Func<Step, StepContext> contextOf,
    IReleaseObserver observer,
    Func<string, string> redact,
    TimeProvider time
)
{
    private static readonly TimeSpan SignalDelay = TimeSpan.FromMilliseconds(250);

    /// <summary>Runs a step that may be done already.</summary>
    /// <exception cref="StepFailedException">It failed, and its failure is not just a warning.</exception>
    public async Task ExecuteAsync(Step step, CancellationToken cancellationToken)
    {
        var context = contextOf(step);
        var start = time.GetTimestamp();
        try
        {
            if (step.Probe is not null)
            {
                var probe = await step.Probe(context, cancellationToken).ConfigureAwait(false);
                if (probe.State != ProbeState.NotDone)
                {
                    observer.StepChanged(
                        step,
                        StepStatus.Skipped,
                        redact(probe.Reason),
                        time.GetElapsedTime(start)
                    );
                    return;
                }
            }

            observer.StepChanged(step, StepStatus.Started, "", TimeSpan.Zero);
            await ActAsync(step, step.Act, context, cancellationToken).ConfigureAwait(false);
            observer.StepChanged(step, StepStatus.Done, "", time.GetElapsedTime(start));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            observer.StepChanged(step, StepStatus.Interrupted, "", time.GetElapsedTime(start));
            throw;
        }
        catch (Exception exception)
        {
            if (await IsInterruptedAsync(cancellationToken).ConfigureAwait(false))
            {
                observer.StepChanged(step, StepStatus.Interrupted, "", time.GetElapsedTime(start));
                throw new OperationCanceledException(cancellationToken);
            }

            observer.StepChanged(
                step,
                step.WarnOnly ? StepStatus.Warned : StepStatus.Failed,
                redact(exception.Message),
                time.GetElapsedTime(start)
            );
            if (!step.WarnOnly)
            {
                throw new StepFailedException(step, exception);
            }
        }
    }

    /// <summary>Takes a step's effect back.</summary>
    /// <exception cref="StepFailedException">It could not be taken back.</exception>
    [SuppressMessage("Design", "CA1031", Justification = "Rethrown as the failure of the step.")]
    public async Task UndoAsync(Step step, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        observer.StepChanged(step, StepStatus.UndoStarted, "", TimeSpan.Zero);
        try
        {
            await ActAsync(step, step.Undo!.Act, contextOf(step), cancellationToken).ConfigureAwait(false);
            observer.StepChanged(step, StepStatus.Undone, "", time.GetElapsedTime(start));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            if (await IsInterruptedAsync(cancellationToken).ConfigureAwait(false))
            {
                throw new OperationCanceledException(cancellationToken);
            }

            observer.StepChanged(
                step,
                StepStatus.UndoFailed,
                redact(exception.Message),
                time.GetElapsedTime(start)
            );
            throw new StepFailedException(step, exception);
        }
    }

    /// <summary>
    /// At a terminal Ctrl-C goes to every child as well, and one may end, and so fail its step, an instant before
    /// the signal is known here.
    /// </summary>
    private static async Task<bool> IsInterruptedAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(SignalDelay, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return cancellationToken.IsCancellationRequested;
    }

    private async Task ActAsync(
        Step step,
        StepAction action,
        StepContext context,
        CancellationToken cancellationToken
    )
    {
        if (step.Deadline is not { } deadline)
        {
            await action(context, cancellationToken).ConfigureAwait(false);
            return;
        }

        using var timer = new CancellationTokenSource(deadline, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            await action(context, both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception)
            when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ReleaseRefusedException(
                $"{step.Title}: not done within {deadline.TotalSeconds:0.#} s.",
                "Find out what it waited for, or give it a longer deadline.",
                exception
            );
        }
    }
}
