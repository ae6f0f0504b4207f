using Cake.Core;
using Cake.Frosting.Release.Composing;
using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Locking;
using Cake.Frosting.Release.Reports;
using Cake.Frosting.Release.Running;
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
    FileLock held,
    JournalFile file
) : IDisposable
{
    private readonly ConsoleProgress progress = new(
        tool.Output,
        tool.ProgressOptions,
        tool.Redactor,
        tool.Time
    );
    private readonly ICompanion? companion = project.Recipe?.Accompany(project.Configuration);
    private ReleaseRunner? runner;

    public JournalWriter Journal { get; } = new(file, tool.Redactor, tool.Time);

    public Project Project => project;

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
        companion?.BeginAsync(earlier is null, cancellationToken) ?? Task.CompletedTask;

    public async Task RunStageAsync(Stage stage, CancellationToken cancellationToken)
    {
        try
        {
            await Runner.RunStageAsync(stage, cancellationToken).ConfigureAwait(false);
        }
        catch (StepFailedException failure)
        {
            await FailAsync(failure, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await EndAsync(null, "").ConfigureAwait(false);
            throw new CakeException(tool.Interruption.ExitCode, Interrupted(stage));
        }

        if (stage == Stage.Verify)
        {
            Journal.WentLive();
        }

        if (stage == Stage.Announce)
        {
            await EndAsync(Outcome.Live, "").ConfigureAwait(false);
        }
        else if (
            tool.Arguments.Targets is [.., var last]
            && last.Equals(stage.ToString(), StringComparison.OrdinalIgnoreCase)
        )
        {
            await EndAsync(null, "").ConfigureAwait(false);
            tool.Output.WriteLine(
                $"{Release.Version} waits after {stage}. Go on with --target=Release, or back with --target=Rollback."
            );
        }
    }

    /// <summary>Takes everything back that has begun, ends the release, and tells the outcome.</summary>
    /// <exception cref="CakeException">Always: with the exit code of the outcome, unless that is 0.</exception>
    public async Task RollBackAsync(string cause, bool wentLive, CancellationToken cancellationToken)
    {
        var touched = wentLive || Runner.ServiceWasTouched;
        Outcome outcome;
        try
        {
            await Runner
                .UndoAsync(cause, wentLive, tool.Arguments.AcceptDataLoss, cancellationToken)
                .ConfigureAwait(false);
            outcome = touched ? Outcome.RolledBack : Outcome.OldStillRunning;
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
        companion?.Dispose();
        file.Dispose();
        held.Dispose();
    }

    private async Task FailAsync(StepFailedException failure, CancellationToken cancellationToken)
    {
        var cause = $"{failure.Step.Title}: {failure.Message}";
        if (
            !Runner.ServiceWasTouched
            || FailurePolicies.WantsRollback(tool, project.Configuration.OnFailure, cause)
        )
        {
            await RollBackAsync(cause, wentLive: false, cancellationToken).ConfigureAwait(false);
        }

        await EndAsync(Outcome.NeedsHuman, cause).ConfigureAwait(false);
        throw new CakeException(Outcome.NeedsHuman.ToExitCode(), Short(Outcome.NeedsHuman, cause));
    }

    /// <summary>The summary has told everything; Cake repeats only the first line of it.</summary>
    private string Short(Outcome outcome, string cause) =>
        $"{outcome.ToText()}: {tool.Redactor.Redact(cause.Split('\n')[0])}";

    private string Interrupted(Stage stage) =>
        $"Interrupted by {tool.Interruption.Name} in {stage} of {Release.Version}"
        + (Runner.ServiceWasTouched ? "; the service may be down." : "; the old version serves.")
        + "\n→ Go on with --target=Release, or back with --target=Rollback.";

    /// <summary>Ends the companion, writes outcome and report; <c>null</c> for a release that is not over.</summary>
    private async Task EndAsync(Outcome? outcome, string cause)
    {
        if (companion is not null)
        {
            foreach (var warning in await companion.EndAsync(Runner.Facts).ConfigureAwait(false))
            {
                outcome = outcome == Outcome.Live ? Outcome.LiveWithWarnings : outcome;
                tool.Output.WriteLine(warning);
            }
        }

        if (outcome == Outcome.Live && Runner.HasWarnings)
        {
            outcome = Outcome.LiveWithWarnings;
        }

        if (outcome is { } known)
        {
            Journal.ReleaseEnded(known, cause);
        }

        progress.Dispose();
        Reporting.Write(tool, project, plan);
    }
}
