using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Checks;

/// <summary>Waits until a check holds, and never longer than its deadline.</summary>
public static class Waiting
{
    /// <summary>Tries a check until it holds.</summary>
    /// <param name="check">The check.</param>
    /// <param name="name">What is waited for, as error and progress name it.</param>
    /// <param name="deadline">When to give up.</param>
    /// <param name="interval">The pause between two tries.</param>
    /// <param name="context">Runs commands and shows progress.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ReleaseRefusedException">It did not hold in time; the message says what was seen last.</exception>
    public static async Task UntilAsync(
        ICheck check,
        string name,
        TimeSpan deadline,
        TimeSpan interval,
        StepContext context,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(check);
        ArgumentNullException.ThrowIfNull(context);
        check = check.Begin();
        context.Issue(check.Instruction);
        var start = context.Time.GetTimestamp();
        var seen = "there was no answer";
        using var timer = new CancellationTokenSource(deadline, context.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            while (true)
            {
                var problem = await check.TryAsync(context, both.Token).ConfigureAwait(false);
                if (problem is null)
                {
                    return;
                }

                seen = problem;
                context.Progress($"{name}: {seen} ({context.Time.GetElapsedTime(start).TotalSeconds:0} s)");
                await Task.Delay(interval, context.Time, both.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ReleaseRefusedException(
                $"{name}: not so within {deadline.TotalSeconds:0.#} s; {seen}.",
                $"To see it for yourself: {check.Instruction.Text}"
            );
        }
    }
}
