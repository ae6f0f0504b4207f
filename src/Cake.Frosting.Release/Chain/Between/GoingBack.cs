using Cake.Core;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.State;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Chain;

/// <summary>
/// The target Rollback: an unfinished release is taken back; otherwise the one that is live, to the version before.
/// </summary>
/// <param name="tool">What the tool has at hand.</param>
internal sealed class GoingBack(Tool tool)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var locked = await LockedProject
            .TakeAsync(tool, "Rollback", cancellationToken)
            .ConfigureAwait(false);
        Restores.RefuseUnfinished(locked.State);
        var record = Choose(locked.State);
        var project = await locked.OpenAsync(record, cancellationToken).ConfigureAwait(false);
        using var session = SessionOpener.Reopen(tool, project, record, locked.Held);
        tool.Output.WriteLine(
            $"Rollback of {project.Configuration.Project} from {record.Release.Version} to {record.Release.PreviousVersion ?? "nothing"}"
        );
        await session.BeginAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await session
                .RollBackAsync(session.RollingBack ?? "asked for with --target=Rollback", cancellationToken)
                .ConfigureAwait(false);
        }
        catch (CakeException exception)
            when (exception.ExitCode == Outcome.RolledBack.ToExitCode()
                || exception.ExitCode == Outcome.OldStillRunning.ToExitCode()
            )
        {
            // What the user asked for was done: for the target Rollback that is success.
        }
    }

    private static ReleaseRecord Choose(ITargetState state)
    {
        var records = state.ReadAll().ToList();
        if (records.Latest() is { IsUnfinished: true } unfinished)
        {
            return unfinished;
        }

        if (records.FirstOrDefault() is { AbandonedAt: not null, Outcome: Outcome.NeedsHuman } abandoned)
        {
            throw new ReleaseRefusedException(
                $"{abandoned.Release.Version} was abandoned where it stood, and there is no way back over it.",
                "Release the version that you want with --target=Release --version=X.Y.Z."
            );
        }

        var live = records.FirstOrDefault(record =>
            record.Outcome is Outcome.Live or Outcome.LiveWithWarnings
        );
        var newer = records
            .TakeWhile(record => record != live)
            .FirstOrDefault(record => record.Outcome == Outcome.RolledBack && record.WentLiveAt is not null);
        if (newer is not null)
        {
            throw new ReleaseRefusedException(
                $"{newer.Release.Version} was rolled back to {newer.Release.PreviousVersion} already.",
                "There is only one way back at a time: release the version that you want with --target=Release --version=X.Y.Z."
            );
        }

        return live is { Release.PreviousVersion: not null }
            ? live
            : throw new ReleaseRefusedException(
                "There is no release to go back from.",
                "The target Status shows what was released."
            );
    }
}
