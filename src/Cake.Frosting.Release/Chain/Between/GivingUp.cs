using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Running;
using Cake.Frosting.Release.State;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Chain;

/// <summary>
/// The target Abandon, for a release or a restore that a person has put right, or wants to, by hand: it is neither finished nor
/// taken back, only no longer in the way of the next one.
/// </summary>
/// <param name="tool">What the tool has at hand.</param>
internal sealed class GivingUp(Tool tool)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var locked = await LockedProject
            .TakeAsync(tool, "Abandon", cancellationToken)
            .ConfigureAwait(false);
        if (Restores.Unfinished(locked.State) is { } restore)
        {
            GiveUpRestore(locked.Held, restore);
            return;
        }

        var record = Choose(locked.State);
        var project = await locked.OpenAsync(record, cancellationToken).ConfigureAwait(false);
        var plan = project.PlanOf(record.Release);
        tool.Output.WriteLine(
            WhereItStands.Of(record, plan, tool.Time.GetUtcNow()) + ". It is abandoned there."
        );
        using (var file = locked.Held.OpenJournal(record.Release.Id))
        {
            var journal = new JournalWriter(file, tool.Redactor, tool.Time);
            var facts = new Facts(record.Facts) { Recorded = journal.Fact };
            await new Looking(tool).RecordAsync(project, facts, cancellationToken).ConfigureAwait(false);
            journal.Abandoned(Origin.Of(tool));
        }

        Reporting.Write(tool, project, plan);
        TellWhatIsLeft(record, plan);
    }

    private static ReleaseRecord Choose(ITargetState state) =>
        state.ReadAll().Latest() is { IsUnfinished: true } record
            ? record
            : throw new ReleaseRefusedException(
                "There is no unfinished release or restore to abandon.",
                "The target Status shows what was released; Rollback goes back from a release that is live."
            );

    private void GiveUpRestore(IHeldLock held, ReleaseRecord restore)
    {
        using (var file = held.OpenRestoreJournal(restore.Release.Id))
        {
            new JournalWriter(file, tool.Redactor, tool.Time).Abandoned(Origin.Of(tool));
        }

        tool.Output.WriteLine(
            $"The restore of {restore.Restored()} from {restore.RestoredFrom()} is abandoned where it stands."
        );
        var begun = restore.Steps.Where(step => step.HasBegun && step.Status != StepStatus.Undone).ToList();
        if (begun.Count > 0)
        {
            tool.Output.WriteLine("\nIt had begun, and nothing of it is taken back:");
            begun.ForEach(step =>
                tool.Output.WriteLine($"  - {step.Id}: {step.Status.ToString().ToLowerInvariant()}")
            );
            tool.Output.WriteLine(
                "\nSee whether the database takes connections and the service runs; --target=Status shows both. What it left beside the database goes with --target=Prune."
            );
        }
    }

    private void TellWhatIsLeft(ReleaseRecord record, ReleasePlan plan)
    {
        var left = record
            .Steps.Where(step => step.HasBegun && step.Status != StepStatus.Undone)
            .Select(step => plan.Find(step.Id))
            .OfType<Step>()
            .Where(step => step.Undo is not null)
            .Reverse()
            .ToList();
        if (left.Count == 0)
        {
            return;
        }

        tool.Output.WriteLine(
            "\nNot taken back, the last first; a rollback would have done this, and now it is yours:"
        );
        foreach (var undo in left.Select(step => step.Undo!))
        {
            tool.Output.WriteLine($"  - {tool.Redactor.Redact(undo.Title)}");
            foreach (var instruction in undo.Instructions)
            {
                tool.Output.WriteLine($"      {tool.Redactor.Redact(instruction.Text)}");
            }
        }
    }
}
