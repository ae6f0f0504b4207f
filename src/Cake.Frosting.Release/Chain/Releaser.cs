using Cake.Core;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Chain;

/// <summary>
/// Does what the tasks ask for. It is where errors become messages: a task that ends here with a
/// <see cref="CakeException"/> has told the user what happened, and carries the exit code.
/// </summary>
/// <param name="tool">What the tool has at hand.</param>
public sealed class Releaser(Tool tool) : IDisposable
{
    private readonly Planning planning = new(tool);
    private ReleaseSession? session;

    /// <summary>Runs one stage of the release; the first one to run opens the release, or takes it up again.</summary>
    /// <param name="stage">The stage.</param>
    /// <exception cref="CakeException">The release cannot go on.</exception>
    public Task RunStageAsync(Stage stage) =>
        GuardAsync(async cancellationToken =>
        {
            session ??= await SessionOpener.OpenAsync(tool, cancellationToken).ConfigureAwait(false);
            await session.RunStageAsync(stage, cancellationToken).ConfigureAwait(false);
        });

    /// <summary>In a dry run, prints what a stage would do; otherwise nothing.</summary>
    /// <param name="stage">The stage.</param>
    /// <returns>Always <c>true</c>: whether a stage has anything to do is for its steps to say.</returns>
    public bool Describe(Stage stage)
    {
        if (tool.Arguments.IsDryRun)
        {
            // Frosting has no asynchronous ShouldRun, and there is no context to deadlock with.
            GuardAsync(token => planning.PrintStageAsync(stage, token)).GetAwaiter().GetResult();
        }

        return true;
    }

    /// <summary>Prints the plan of the next release.</summary>
    /// <exception cref="CakeException">It cannot be planned.</exception>
    public Task PlanAsync() => GuardAsync(token => planning.PrintAsync(token));

    /// <summary>Prints the next release as a runbook.</summary>
    /// <exception cref="CakeException">It cannot be planned.</exception>
    public Task RunbookAsync() => GuardAsync(token => planning.PrintRunbookAsync(token));

    /// <summary>Prints what runs, what was released, and what is kept.</summary>
    /// <exception cref="CakeException">It cannot be told.</exception>
    public Task StatusAsync() => GuardAsync(token => new StatusPage(tool).PrintAsync(token));

    /// <summary>Goes back to the version before.</summary>
    /// <exception cref="CakeException">It cannot, or did; the exit code tells.</exception>
    public Task RollBackAsync() => GuardAsync(token => new GoingBack(tool).RunAsync(token));

    /// <summary>Refuses releases until they are allowed again.</summary>
    /// <exception cref="CakeException">It cannot be frozen.</exception>
    public void Freeze() => Guard(() => new Freezing(tool).Freeze());

    /// <summary>Allows releases again.</summary>
    /// <exception cref="CakeException">The freeze cannot be lifted.</exception>
    public void Unfreeze() => Guard(() => new Freezing(tool).Unfreeze());

    /// <summary>Gives an unfinished release up where it stands.</summary>
    /// <exception cref="CakeException">There is none.</exception>
    public Task AbandonAsync() => GuardAsync(token => new GivingUp(tool).RunAsync(token));

    /// <summary>Rehearses the migrations of the next release.</summary>
    /// <exception cref="CakeException">It cannot, or a migration failed.</exception>
    public Task RehearseAsync() => GuardAsync(token => new Rehearsing(tool).RunAsync(token));

    /// <summary>Restores a database from a backup.</summary>
    /// <exception cref="CakeException">It is as it was; the exit code tells.</exception>
    public Task RestoreAsync() => GuardAsync(token => new Restoring(tool).RunAsync(token));

    /// <summary>In a dry run, prints what a restore would do; otherwise nothing.</summary>
    /// <returns>Always <c>true</c>.</returns>
    public bool DescribeRestore()
    {
        if (tool.Arguments.IsDryRun)
        {
            GuardAsync(token => new Restoring(tool).PrintAsync(token)).GetAwaiter().GetResult();
        }

        return true;
    }

    /// <summary>Removes what releases and restores left behind.</summary>
    /// <exception cref="CakeException">Something could not be removed.</exception>
    public Task PruneAsync() => GuardAsync(token => new Pruning(tool).RunAsync(token));

    /// <summary>Prints a text as it is.</summary>
    /// <param name="text">The text.</param>
    public void Print(string text) => tool.Output.WriteLine(text);

    /// <summary>Does something for a task of a recipe, with errors handled as for the tasks of the chain.</summary>
    /// <param name="action">What to do.</param>
    /// <exception cref="CakeException">It failed.</exception>
    public Task DoAsync(Func<Tool, CancellationToken, Task> action) =>
        GuardAsync(token => action(tool, token));

    /// <summary>
    /// Ends what the targets left open: a release that went only part of the way waits; one in which a task of the
    /// project's own failed, which the chain cannot see, is handled as a failed stage is.
    /// </summary>
    /// <param name="exitCode">The exit code of the build.</param>
    /// <returns>The exit code of the tool.</returns>
    public int Close(int exitCode)
    {
        if (session is null or { HasEnded: true })
        {
            return exitCode;
        }

        try
        {
            GuardAsync(token =>
                    exitCode == 0
                        ? session.PauseAsync()
                        : session.FailAsync("A task of the build failed", Stage.Announce, token)
                )
                .GetAwaiter()
                .GetResult();
            // A release that is live all the same is no failure: its report has the warning.
            return 0;
        }
        catch (CakeException exception)
        {
            tool.Output.WriteLine(exception.Message);
            return exception.ExitCode;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => session?.Dispose();

    private void Guard(Action action) =>
        GuardAsync(_ =>
            {
                action();
                return Task.CompletedTask;
            })
            .GetAwaiter()
            .GetResult();

    private async Task GuardAsync(Func<CancellationToken, Task> action)
    {
        try
        {
            await action(tool.Interruption.Token).ConfigureAwait(false);
        }
        catch (CakeException)
        {
            throw;
        }
        catch (ReleaseException exception)
        {
            throw Told(exception, tool.Redactor.Redact(exception.Message));
        }
        catch (OperationCanceledException) when (tool.Interruption.Token.IsCancellationRequested)
        {
            throw new CakeException(tool.Interruption.ExitCode, $"Interrupted by {tool.Interruption.Name}.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Told(exception, tool.Redactor.Redact(exception.Message));
        }
        catch (Exception exception)
        {
            throw Told(
                exception,
                $"{exception.GetType().Name}: {tool.Redactor.Redact(exception.Message)}\n→ This is a defect of the release tool. --verbosity=diagnostic shows where; --target=Status shows where the release stands."
            );
        }
    }

    private CakeException Told(Exception exception, string message) =>
        new(1, tool.Arguments.IsDiagnostic ? tool.Redactor.Redact(exception.ToString()) : message);
}
