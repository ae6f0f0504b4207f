using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>The steps that back a database up while the service runs, and prove it.</summary>
public static class BackupSteps
{
    /// <summary>
    /// <c>backup/dump:NAME</c>, <c>backup/restore:NAME</c> (where proof by restore is asked for) and
    /// <c>backup/compare:NAME</c>. The last one records the facts <c>database, file, bytes, sha256, verified,
    /// tables, rows, seconds</c>; the scratch database stays as a restore point.
    /// </summary>
    /// <param name="target">The database.</param>
    /// <param name="tools">PostgreSQL's programs.</param>
    /// <param name="options">How it is backed up.</param>
    /// <param name="release">The release.</param>
    public static IReadOnlyList<Step> For(
        DatabaseTarget target,
        PostgresTools tools,
        BackupOptions options,
        ReleaseIdentity release
    )
    {
        var plan = new BackupPlan(target, tools, options, release);
        var restored = options.Verify == BackupVerification.Restore;
        return restored ? [Dump(plan), Restore(plan), Compare(plan)] : [Dump(plan), Compare(plan)];
    }

    private static Step Dump(BackupPlan plan)
    {
        var action = new DumpAction(plan);
        return new Step
        {
            Id = plan.DumpStep,
            Stage = Stage.Backup,
            Title = $"Dump the database {plan.Target.Name}",
            Instructions = action.Instructions,
            After = [],
            Act = action.RunAsync,
            Probe = action.ProbeAsync,
            Undo = new Undo
            {
                Title = $"Remove the dump of {plan.Target.Name}, unless it is proven",
                OnlyBeforeLive = true,
                Instructions = [Instruction.Manual(action.RemoveSentence)],
                Act = action.UndoAsync,
            },
        };
    }

    private static Step Restore(BackupPlan plan)
    {
        var scratch = new ScratchRestore(plan);
        var directory = plan.DirectoryFor(Blank.Of(BackupPlan.TimeBlank));
        return new Step
        {
            Id = plan.RestoreStep,
            Stage = Stage.Backup,
            Title = $"Restore the dump of {plan.Target.Name} into {plan.Scratch}",
            Instructions = scratch.Instructions(directory),
            After = [plan.DumpStep],
            Act = async (context, cancellationToken) =>
            {
                var dump = context.Facts.Find(plan.DumpStep, DumpAction.DirectoryFact)!;
                context.Facts.Record(plan.RestoreStep, "scratch", plan.Scratch);
                await scratch.RunAsync(context, dump, cancellationToken).ConfigureAwait(false);
                context.Facts.Record(plan.RestoreStep, "restored", dump);
            },
            Probe = async (context, cancellationToken) =>
                context.Facts.Find(plan.RestoreStep, "restored") is { } dump
                && dump == context.Facts.Find(plan.DumpStep, DumpAction.DirectoryFact)
                && await Databases
                    .ExistsAsync(plan.Target.Server, plan.Scratch, cancellationToken)
                    .ConfigureAwait(false)
                    ? Probe.Done($"restored into {plan.Scratch}")
                    : Probe.NotDone(),
            Undo = new Undo
            {
                Title = $"Drop the scratch database {plan.Scratch}",
                Instructions =
                [
                    Instruction.Sql(plan.Target.Maintenance, BackupPlan.Drop(plan.Scratch)),
                    Instruction.Sql(plan.Target.Maintenance, BackupPlan.Drop(plan.SchemaOnly)),
                ],
                Act = scratch.DropAllAsync,
            },
        };
    }

    private static Step Compare(BackupPlan plan)
    {
        var action = new ProofAction(plan);
        return new Step
        {
            Id = plan.CompareStep,
            Stage = Stage.Backup,
            Title =
                plan.Options.Verify == BackupVerification.Restore
                    ? $"Compare {plan.Scratch} with the snapshot of {plan.Target.Name}"
                    : $"Seal the backup of {plan.Target.Name}",
            Instructions = action.Instructions,
            After = [plan.Options.Verify == BackupVerification.Restore ? plan.RestoreStep : plan.DumpStep],
            Act = action.RunAsync,
            Probe = action.ProbeAsync,
        };
    }
}
