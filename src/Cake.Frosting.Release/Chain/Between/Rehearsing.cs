using System.Globalization;
using Cake.Core;
using Cake.Frosting.Release.Composing;
using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Reports;
using Cake.Frosting.Release.Running;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Chain;

/// <summary>
/// The target Rehearse. It holds the lock of a release, for both need the server's disk and the names of databases;
/// what it makes is taken back at its end, except the backup, which is as good as any.
/// </summary>
/// <param name="tool">What the tool has at hand.</param>
internal sealed class Rehearsing(Tool tool)
{
    public Task RunAsync(CancellationToken cancellationToken) =>
        new BetweenReleases(tool).RunAsync(
            "Rehearsal",
            "so the next one cannot be rehearsed",
            Purpose.Release,
            (project, latest, _) => RehearseAsync(project, latest, cancellationToken),
            cancellationToken
        );

    private async Task RehearseAsync(
        Project project,
        ReleaseRecord? latest,
        CancellationToken cancellationToken
    )
    {
        var next = await new NextRelease(tool, project)
            .IdentifyAsync(latest, cancellationToken)
            .ConfigureAwait(false);
        var release = next with { IsRehearsal = true };
        tool.Output.WriteLine(
            $"Rehearsal of {release.Project} {release.Version} over {release.PreviousVersion ?? "nothing"}"
        );
        await RunAsync(project, PlanComposer.ComposeRehearsal(project.Rooms, release), cancellationToken)
            .ConfigureAwait(false);
    }

    private async Task RunAsync(Project project, ReleasePlan plan, CancellationToken cancellationToken)
    {
        // Not among the journals of releases: a rehearsal is nothing to be taken up again.
        var path = Path.Combine(project.Configuration.Directory, "rehearsal", plan.Release.Id + ".jsonl");
        try
        {
            using var file = JournalFile.Open(path);
            using var progress = new ConsoleProgress(
                tool.Output,
                tool.ProgressOptions,
                tool.Redactor,
                tool.Time
            );
            var journal = new JournalWriter(file, tool.Redactor, tool.Time);
            journal.ReleaseStarted(plan.Release, Origin.Of(tool));
            var runner = new ReleaseRunner(
                plan,
                null,
                journal,
                new RunServices(tool.Runner, tool.Redactor, tool.Time, progress)
            );
            await RunAsync(runner, cancellationToken).ConfigureAwait(false);
            progress.Dispose();
            Tell(project, runner.Facts);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private async Task RunAsync(ReleaseRunner runner, CancellationToken cancellationToken)
    {
        try
        {
            await runner.RunStageAsync(Stage.Preflight, cancellationToken).ConfigureAwait(false);
            await runner.RunStageAsync(Stage.Backup, cancellationToken).ConfigureAwait(false);
        }
        catch (StepFailedException failure)
        {
            throw new CakeException(
                1,
                tool.Redactor.Redact($"{failure.Step.Title}: {failure.Message}\nThe old version serves.")
            );
        }
        finally
        {
            await runner
                .UndoAsync("the rehearsal is over", acceptDataLoss: false, CancellationToken.None)
                .ConfigureAwait(false);
        }
    }

    private void Tell(Project project, Facts facts)
    {
        foreach (var room in project.Rooms.Databases.Values)
        {
            var step = $"backup/rehearse:{room.Target.Label}";
            if (facts.Find(step, "seconds") is not { } seconds)
            {
                var why = facts.Find($"backup/history:{room.Target.Label}", "unrehearsed");
                tool.Output.WriteLine(
                    $"{room.Target.Name}: nothing was rehearsed{(why is null ? "" : $": {why}")}"
                );
                continue;
            }

            var migrations = facts.Find(step, "migrations")!;
            tool.Output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{room.Target.Name}: migrated in {seconds} s by {(migrations.Length > 0 ? migrations : "nothing that its table tells")}"
                )
            );
            foreach (
                var locks in facts.Find(step, "locks")!.Split("; ", StringSplitOptions.RemoveEmptyEntries)
            )
            {
                tool.Output.WriteLine($"  {locks}");
            }
        }
    }
}
