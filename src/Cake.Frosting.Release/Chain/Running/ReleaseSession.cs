using Cake.Core;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Reports;
using Cake.Frosting.Release.Running;
using Cake.Frosting.Release.State;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Chain;

/// <summary>
/// One run of the tool over a release: it holds the lock and the journal from the first stage to the end, and
/// decides what follows a failure.
/// </summary>
internal sealed class ReleaseSession(
    Tool tool,
    Project project,
    ReleasePlan plan,
    ReleaseRecord? earlier,
    IHeldLock held,
    IJournal file
) : IDisposable
{
    private readonly ConsoleProgress progress = new(
        tool.Output,
        tool.ProgressOptions,
        tool.Redactor,
        tool.Time
    );
    private readonly Ending ending = new(tool, project);
    private ReleaseRunner? runner;

    public JournalWriter Journal { get; } = new(file, tool.Redactor, tool.Time) { Origin = Origin.Of(tool) };

    public ReleasePlan Plan => plan;

    /// <summary>Whether report and outcome are written, and nothing is left to be done.</summary>
    public bool HasEnded { get; private set; }

    public ReleaseIdentity Release => plan.Release;

    /// <summary>Why a rollback that was begun in an earlier run goes on in this one; <c>null</c> otherwise.</summary>
    public string? RollingBack => earlier is { IsRollingBack: true } ? earlier.Cause : null;

    private ReleaseRunner Runner =>
        runner ??= new ReleaseRunner(
            plan,
            earlier,
            Journal,
            new RunServices(tool.Runner, tool.Redactor, tool.Time, progress)
        );

    public Task BeginAsync(CancellationToken cancellationToken) =>
        ending.BeginCompanionAsync(isNew: earlier is null, cancellationToken);

    public async Task RunStageAsync(Stage stage, CancellationToken cancellationToken)
    {
        if (!HasEnded)
        {
            await HoldingAsync(token => DoStageAsync(stage, token), $"in {stage}", cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private async Task DoStageAsync(Stage stage, CancellationToken cancellationToken)
    {
        try
        {
            await Runner.RunStageAsync(stage, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (held.Lost.IsCancellationRequested)
        {
            throw;
        }
        catch (StepFailedException failure)
        {
            await FailAsync($"{failure.Step.Title}: {failure.Message}", stage, cancellationToken)
                .ConfigureAwait(false);
            return;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await EndAsync(null, "").ConfigureAwait(false);
            throw new CakeException(tool.Interruption.ExitCode, Interrupted(stage));
        }

        if (stage == Stage.Verify)
        {
            Runner.GoLive();
        }

        if (stage == Stage.Announce)
        {
            await EndAsync(Outcome.Live, "").ConfigureAwait(false);
        }
    }

    /// <summary>Takes everything back that has begun, ends the release, and tells the outcome.</summary>
    /// <exception cref="CakeException">Always: with the exit code of the outcome, unless that is 0.</exception>
    public Task RollBackAsync(string cause, CancellationToken cancellationToken) =>
        HoldingAsync(token => GoBackAsync(cause, token), "on the way back", cancellationToken);

    private async Task GoBackAsync(string cause, CancellationToken cancellationToken)
    {
        var touched = Runner.HasGoneLive || Runner.ServiceWasTouched;
        Outcome outcome;
        try
        {
            await Runner
                .UndoAsync(cause, tool.Arguments.AcceptDataLoss, cancellationToken)
                .ConfigureAwait(false);
            outcome = touched ? Outcome.RolledBack : Outcome.OldStillRunning;
        }
        catch (Exception) when (held.Lost.IsCancellationRequested)
        {
            throw;
        }
        catch (StepFailedException failure)
        {
            outcome = Outcome.NeedsHuman;
            cause = $"{cause}\nThe way back ended in '{failure.Step.Title}': {failure.Message}";
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await EndAsync(null, "").ConfigureAwait(false);
            throw new CakeException(
                tool.Interruption.ExitCode,
                $"Interrupted by {tool.Interruption.Name} on the way back. Go on with it: --target=Rollback"
            );
        }

        await EndAsync(outcome, cause).ConfigureAwait(false);
        throw new CakeException(outcome.ToExitCode(), Short(outcome, cause));
    }

    public void Dispose()
    {
        progress.Dispose();
        ending.Dispose();
        file.Dispose();
        held.Dispose();
        project.State.Dispose();
    }

    /// <summary>Lets the release wait where it stands; a later run goes on with it.</summary>
    public async Task PauseAsync()
    {
        await EndAsync(null, "").ConfigureAwait(false);
        tool.Output.WriteLine(
            $"{Release.Version} waits here. Go on with --target=Release, or back with --target=Rollback."
        );
    }

    /// <summary>Does what the configuration says of a failure.</summary>
    /// <param name="cause">What failed.</param>
    /// <param name="stage">The stage that it failed in.</param>
    /// <param name="cancellationToken">Interrupts the way back.</param>
    /// <exception cref="CakeException">With the exit code of the outcome, unless the release is live all the same.</exception>
    public async Task FailAsync(string cause, Stage stage, CancellationToken cancellationToken)
    {
        // Users write to the new version already: what failed after Verify does not take it from them.
        if (Runner.HasGoneLive && stage > Stage.Verify)
        {
            await EndAsync(Outcome.LiveWithWarnings, cause).ConfigureAwait(false);
            return;
        }

        // Within Verify it was letting them in that failed: some may be, and what they wrote is a person's to weigh.
        if (
            !Runner.HasGoneLive
            && (
                !Runner.ServiceWasTouched
                || FailurePolicies.WantsRollback(tool, project.Configuration.OnFailure, cause)
            )
        )
        {
            await RollBackAsync(cause, cancellationToken).ConfigureAwait(false);
        }

        await EndAsync(Outcome.NeedsHuman, cause).ConfigureAwait(false);
        throw new CakeException(Outcome.NeedsHuman.ToExitCode(), Short(Outcome.NeedsHuman, cause));
    }

    /// <summary>Does something for as long as the lock is held; without it nothing goes on.</summary>
    private async Task HoldingAsync(
        Func<CancellationToken, Task> action,
        string where,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await LockGuard.RunAsync(held, action, cancellationToken).ConfigureAwait(false);
        }
        catch (ReleaseRefusedException exception) when (held.Lost.IsCancellationRequested)
        {
            HasEnded = true;
            _ = await ending.EndCompanionAsync(Runner.Facts).ConfigureAwait(false);
            progress.Dispose();
            var serves = Runner.HasGoneLive || !Runner.ServiceWasTouched;
            throw new CakeException(
                (serves ? Outcome.OldStillRunning : Outcome.NeedsHuman).ToExitCode(),
                tool.Redactor.Redact(exception.Problem)
                    + $"\nThat was {where} of {Release.Version}. What ran was ended, and nothing more is begun"
                    + (serves ? "." : "; the service may be down.")
                    + "\n→ Once the host can be reached, go on with --target=Release, or back with --target=Rollback."
            );
        }
    }

    /// <summary>The summary has told everything; Cake repeats only the first line of it.</summary>
    private string Short(Outcome outcome, string cause) =>
        $"{outcome.ToText()}: {tool.Redactor.Redact(cause.Split('\n')[0])}";

    private string Interrupted(Stage stage) =>
        $"Interrupted by {tool.Interruption.Name} in {stage} of {Release.Version}"
        + (Runner.ServiceWasTouched ? "; the service may be down." : "; the old version serves.")
        + "\n→ Go on with --target=Release, or back with --target=Rollback.";

    /// <summary>Ends this run; <c>null</c> for a release that is not over.</summary>
    private async Task EndAsync(Outcome? outcome, string cause)
    {
        await ending.RecordAsync(outcome, cause, Runner, Journal).ConfigureAwait(false);
        HasEnded = true;
        progress.Dispose();
        Reporting.Write(tool, project, plan);
    }
}
