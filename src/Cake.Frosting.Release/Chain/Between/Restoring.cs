using System.Globalization;
using Cake.Core;
using Cake.Frosting.Release.Composing;
using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Postgres;
using Cake.Frosting.Release.Reports;
using Cake.Frosting.Release.Running;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Chain;

/// <summary>
/// The target Restore: a database comes back from a backup, proven beside the live one before it takes its place.
/// Killed, the next run goes on with it.
/// </summary>
/// <param name="tool">What the tool has at hand.</param>
internal sealed class Restoring(Tool tool)
{
    private const string Fact = "restore";

    public Task RunAsync(CancellationToken cancellationToken) =>
        new BetweenReleases(tool).RunAsync(
            "Restore",
            "so nothing is restored behind its back",
            Purpose.Rollback,
            (project, _) => RestoreAsync(project, cancellationToken),
            cancellationToken
        );

    private async Task RestoreAsync(Project project, CancellationToken cancellationToken)
    {
        // Beside the releases: a restore is none, and none goes over it.
        var journals = new JournalStore(Path.Combine(project.Configuration.Directory, "journal", "restores"));
        var earlier = journals.ReadLatest() is { IsUnfinished: true } unfinished ? unfinished : null;
        var room = new BackupChoice(tool, project).Database(
            earlier?.Facts.GetValueOrDefault($"{Fact}.database") ?? tool.Arguments.Database
        );
        var backup = new BackupChoice(tool, project).Backup(
            room,
            earlier?.Facts.GetValueOrDefault($"{Fact}.backup") ?? tool.Arguments.Backup
        );
        var plan = PlanOf(project, room, backup, earlier);
        tool.Output.WriteLine(
            earlier is null
                ? $"Restore of {room.Target.Name} from {backup.Directory}, of {backup.Manifest.SnapshotTime:u}"
                : $"The restore of {room.Target.Name} from {backup.Directory} was not finished, and goes on"
        );
        using var file = JournalFile.Open(journals.PathOf(plan.Release.Id));
        var journal = new JournalWriter(file, tool.Redactor, tool.Time);
        using var progress = new ConsoleProgress(tool.Output, tool.ProgressOptions, tool.Redactor, tool.Time);
        var runner = new ReleaseRunner(
            plan,
            earlier,
            journal,
            new RunServices(tool.Runner, tool.Redactor, tool.Time, progress)
        );
        if (earlier is null)
        {
            journal.ReleaseStarted(plan.Release, Origin.Of(tool));
            runner.Facts.Record(Fact, "database", room.Target.Label);
            runner.Facts.Record(Fact, "backup", backup.Directory);
        }
        else
        {
            journal.Resumed(Origin.Of(tool));
        }

        await RunAsync(runner, journal, cancellationToken).ConfigureAwait(false);
        tool.Output.WriteLine(
            $"{room.Target.Name} is what it was at {backup.Manifest.SnapshotTime:u}, when {backup.Manifest.RunningVersion ?? "nothing"} ran. What it held until now is kept as {runner.Facts.Find($"restore/swap:{room.Target.Label}", "aside")}; --target=Prune removes it when it is a week old."
        );
    }

    private static async Task RunAsync(
        ReleaseRunner runner,
        JournalWriter journal,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await runner.RunStageAsync(Stage.Backup, cancellationToken).ConfigureAwait(false);
            await runner.RunStageAsync(Stage.Migrate, cancellationToken).ConfigureAwait(false);
            journal.ReleaseEnded(Outcome.Live, "");
        }
        catch (StepFailedException failure)
        {
            await BackAsync(runner, journal, failure, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task BackAsync(
        ReleaseRunner runner,
        JournalWriter journal,
        StepFailedException failure,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await runner
                .UndoAsync(failure.Message, wentLive: false, acceptDataLoss: false, cancellationToken)
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

    private ReleasePlan PlanOf(Project project, DatabaseRoom room, Backup backup, ReleaseRecord? earlier)
    {
        var release =
            earlier?.Release
            ?? new ReleaseIdentity(
                tool.Time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z-restore'", CultureInfo.InvariantCulture),
                project.Configuration.Project,
                backup.Manifest.RunningVersion ?? "unknown",
                null
            );
        var options = new RestoreOptions
        {
            Jobs = project.Configuration.Backup.Jobs,
            Identity = project.Configuration.Backup.Encrypt?.Identity,
            AcceptDataLoss = tool.Arguments.AcceptDataLoss,
        };
        return new ReleasePlan(release, RestoreSteps.For(room.Target, room.Tools, backup, options, release));
    }
}
