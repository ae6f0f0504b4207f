using Cake.Frosting.Release.Composing;
using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Postgres;
using Cake.Frosting.Release.Reports;
using Cake.Frosting.Release.Running;
using Cake.Frosting.Release.State;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Chain;

/// <summary>
/// The target Restore: a database comes back from a backup, proven beside the live one before it takes its place.
/// Killed, the next run goes on with it.
/// </summary>
/// <param name="tool">What the tool has at hand.</param>
internal sealed class Restoring(Tool tool)
{
    public Task RunAsync(CancellationToken cancellationToken) =>
        new BetweenReleases(tool) { GoesOnWithRestores = true }.RunAsync(
            "Restore",
            "so nothing is restored behind its back",
            Purpose.Rollback,
            (project, _, held) => RestoreAsync(project, held, cancellationToken),
            cancellationToken
        );

    /// <summary>Prints what it would do; nothing is changed, nothing fetched.</summary>
    public async Task PrintAsync(CancellationToken cancellationToken)
    {
        using var found = new ProjectFinder(tool).Find();
        var project = await new ProjectFinder(tool)
            .OpenAsync(found, Purpose.Plan, cancellationToken)
            .ConfigureAwait(false);
        var choice = new BackupChoice(tool, project);
        var earlier = Restores.Unfinished(project.State);
        var room = choice.Database(earlier?.Restored() ?? tool.Arguments.Database);
        var backup = choice.Backup(room, earlier?.RestoredFrom() ?? tool.Arguments.Backup);
        var plan = await PlanAsync(project, room, backup, earlier, cancellationToken).ConfigureAwait(false);
        tool.Output.WriteLine(Heading(room, backup, earlier));
        foreach (var stage in RestorePlan.Stages.Where(stage => plan.Of(stage).Count > 0))
        {
            tool.Output.Write(
                "\n" + PlanText.RenderStage(plan, stage, new PlanFindings { Redactor = tool.Redactor })
            );
        }
    }

    private async Task RestoreAsync(Project project, IHeldLock held, CancellationToken cancellationToken)
    {
        var earlier = Restores.Unfinished(project.State);
        var choice = new BackupChoice(tool, project);
        var room = choice.Database(earlier?.Restored() ?? tool.Arguments.Database);
        var name = earlier?.RestoredFrom() ?? tool.Arguments.Backup;
        await new BackupFetching(tool, project)
            .FetchAsync(room, name, cancellationToken)
            .ConfigureAwait(false);
        var backup = choice.Backup(room, name);
        var plan = await PlanAsync(project, room, backup, earlier, cancellationToken).ConfigureAwait(false);
        tool.Output.WriteLine(Heading(room, backup, earlier));
        using var file = held.OpenRestoreJournal(plan.Release.Id);
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
            Restores.Record(runner.Facts, room.Target.Label, backup.Directory, tool.Arguments.AcceptDataLoss);
        }
        else
        {
            journal.Resumed(Origin.Of(tool));
        }

        await new RestoreRun(runner, journal).RunAsync(cancellationToken).ConfigureAwait(false);
        var aside = runner.Facts.Find($"restore/swap:{room.Target.Label}", "aside");
        tool.Output.WriteLine(
            $"{room.Target.Name} is what it was at {backup.Manifest.SnapshotTime:u}, when {backup.Manifest.RunningVersion ?? "nothing"} ran."
                + (
                    aside is null
                        ? ""
                        : $" What it held until now is kept as {aside}; --target=Prune removes it when it is a week old."
                )
        );
    }

    private static string Heading(DatabaseRoom room, Backup backup, ReleaseRecord? earlier) =>
        earlier is null
            ? $"Restore of {room.Target.Name} from {backup.Directory}, of {backup.Manifest.SnapshotTime:u}"
            : $"The restore of {room.Target.Name} from {backup.Directory} was not finished, and goes on";

    private async Task<ReleasePlan> PlanAsync(
        Project project,
        DatabaseRoom room,
        Backup backup,
        ReleaseRecord? earlier,
        CancellationToken cancellationToken
    )
    {
        var restore =
            earlier?.Release ?? await IdentifyAsync(project, backup, cancellationToken).ConfigureAwait(false);
        var options = new RestoreOptions
        {
            Jobs = project.Configuration.Backup.Jobs,
            Identity = project.Configuration.Backup.Encrypt?.Identity,
            AcceptDataLoss =
                tool.Arguments.AcceptDataLoss || (earlier is not null && earlier.AcceptsDataLoss()),
        };
        return RestorePlan.Compose(project.Rooms, room, backup, options, restore);
    }

    /// <summary>Only a service that runs is stopped and started again, in the version that it has.</summary>
    private async Task<ReleaseIdentity> IdentifyAsync(
        Project project,
        Backup backup,
        CancellationToken cancellationToken
    )
    {
        var state = await new Looking(tool).DescribeAsync(project, cancellationToken).ConfigureAwait(false);
        var running = state.Services.Any(service => service.IsRunning) ? state.Version : null;
        if (running is not null && backup.Manifest.RunningVersion is { } then && then != running)
        {
            tool.Output.WriteLine(
                $"Careful: {running} runs, and the backup is of {then}: migrations since then are not in it."
            );
        }

        return new ReleaseIdentity(
            $"{Timestamp.Of(tool.Time.GetUtcNow())}-restore",
            project.Configuration.Project,
            running ?? backup.Manifest.RunningVersion ?? "unknown",
            running
        );
    }
}
