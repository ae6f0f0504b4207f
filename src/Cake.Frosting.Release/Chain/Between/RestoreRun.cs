using Cake.Core;
using Cake.Frosting.Release.Running;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Chain;

/// <summary>Runs the plan of a restore. Until the swap all is taken back where it fails; behind it the restored database stays.</summary>
internal sealed class RestoreRun(ReleaseRunner runner, JournalWriter journal)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await runner.RunStageAsync(Stage.Backup, cancellationToken).ConfigureAwait(false);
            await runner.RunStageAsync(Stage.Stop, cancellationToken).ConfigureAwait(false);
            await runner.RunStageAsync(Stage.Migrate, cancellationToken).ConfigureAwait(false);
        }
        catch (StepFailedException failure)
        {
            await BackAsync(failure, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            await runner.RunStageAsync(Stage.Start, cancellationToken).ConfigureAwait(false);
            await runner.RunStageAsync(Stage.Verify, cancellationToken).ConfigureAwait(false);
        }
        catch (StepFailedException failure)
        {
            journal.ReleaseEnded(Outcome.NeedsHuman, failure.Message);
            throw new CakeException(
                Outcome.NeedsHuman.ToExitCode(),
                $"The database is restored, and the service is not up again.\n{failure.Step.Title}: {failure.Message}\n→ Start it by hand, or release a version that fits the restored database."
            );
        }

        journal.ReleaseEnded(Outcome.Live, "");
    }

    private async Task BackAsync(StepFailedException failure, CancellationToken cancellationToken)
    {
        try
        {
            await runner
                .UndoAsync(failure.Message, acceptDataLoss: false, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (StepFailedException second)
        {
            journal.ReleaseEnded(Outcome.NeedsHuman, $"{failure.Message}\n{second.Message}");
            throw new CakeException(
                Outcome.NeedsHuman.ToExitCode(),
                $"{failure.Step.Title}: {failure.Message}\nThe way back ended in '{second.Step.Title}': {second.Message}"
            );
        }

        journal.ReleaseEnded(Outcome.OldStillRunning, failure.Message);
        throw new CakeException(
            Outcome.OldStillRunning.ToExitCode(),
            $"Nothing was restored; the database is as it was.\n{failure.Step.Title}: {failure.Message}"
        );
    }
}
