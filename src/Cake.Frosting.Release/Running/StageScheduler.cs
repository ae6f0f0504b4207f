using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Running;

/// <summary>Runs the steps of a stage, those that do not depend on each other at the same time.</summary>
internal static class StageScheduler
{
    /// <summary>
    /// Runs all steps. When one fails the others that run are cancelled and waited for, and the first
    /// failure is thrown.
    /// </summary>
    public static async Task RunAsync(
        ReleasePlan plan,
        Stage stage,
        Func<Step, CancellationToken, Task> run,
        CancellationToken cancellationToken
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var tasks = new Dictionary<string, Task>(StringComparer.Ordinal);
        StepFailedException? first = null;
        foreach (var step in plan.Of(stage))
        {
            tasks[step.Id] = RunAfterAsync(step, [.. plan.Before(step).Select(id => tasks[id])]);
        }

        try
        {
            await Task.WhenAll(tasks.Values).ConfigureAwait(false);
        }
        catch (Exception) when (first is not null)
        {
            throw first;
        }

        async Task RunAfterAsync(Step step, Task[] before)
        {
            // A step may block; the others of its stage must not wait for it.
            await Task.WhenAll(before).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            stop.Token.ThrowIfCancellationRequested();
            try
            {
                await run(step, stop.Token).ConfigureAwait(false);
            }
            catch (StepFailedException failure)
            {
                Interlocked.CompareExchange(ref first, failure, null);
                await stop.CancelAsync().ConfigureAwait(false);
                throw;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The journal could not be written: nothing must go on without it.
                await stop.CancelAsync().ConfigureAwait(false);
                throw;
            }
        }
    }
}
