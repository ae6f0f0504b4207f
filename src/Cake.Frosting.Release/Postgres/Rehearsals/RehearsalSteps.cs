using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>The step that runs the migrations of a release beforehand, on a clone of the proven scratch database.</summary>
internal static class RehearsalSteps
{
    public static string IdOf(DatabaseTarget target) => $"backup/rehearse:{target.Label}";

    /// <summary><c>backup/rehearse:NAME</c>; it records the facts <c>seconds, migrations, locks</c>.</summary>
    /// <param name="target">The database.</param>
    /// <param name="release">The release.</param>
    /// <param name="migrate">Migrates the clone.</param>
    /// <param name="probe">Tells whether there is anything to rehearse.</param>
    /// <param name="budget">The longest downtime that a release may need; <c>null</c> for any.</param>
    /// <param name="after">The steps that must be done before: the proof of the backup, and the files.</param>
    public static Step For(
        DatabaseTarget target,
        ReleaseIdentity release,
        RehearsedMigration migrate,
        StepProbe probe,
        TimeSpan? budget,
        IReadOnlyList<string> after
    )
    {
        var rehearsal = new Rehearsal(target, release, migrate, budget);
        return new Step
        {
            Id = IdOf(target),
            Stage = Stage.Backup,
            Title = $"Rehearse the migrations of {target.Name} on a clone of its backup",
            Instructions = rehearsal.Instructions,
            After = after,
            Act = rehearsal.RunAsync,
            Probe = probe,
            Undo = new Undo
            {
                Title = $"Drop the clone {rehearsal.Clone.Name}",
                Instructions = [Instruction.Sql(target.Maintenance, BackupPlan.Drop(rehearsal.Clone.Name))],
                Act = rehearsal.DropAsync,
            },
        };
    }
}
