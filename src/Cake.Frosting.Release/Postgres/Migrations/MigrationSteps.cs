using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>The step that migrates a database by SQL files, and its way back.</summary>
public static class MigrationSteps
{
    internal const string BeganFact = "began";

    /// <summary>
    /// <c>migrate/sql:NAME</c>. Its undo swaps the restore point in, only if a migration began; after the release
    /// went live it runs the undo scripts, which keep all rows, or refuses to lose any.
    /// </summary>
    /// <param name="target">The database.</param>
    /// <param name="options">Where the files are and how they are run.</param>
    /// <param name="known">
    /// What <see cref="Migrator.PlanAsync"/> found, so that the instructions name the files; <c>null</c> names them
    /// by a blank.
    /// </param>
    /// <param name="release">The release.</param>
    public static Step For(
        DatabaseTarget target,
        MigrationOptions options,
        MigrationPlan? known,
        ReleaseIdentity release
    )
    {
        var fence = new FencePlan(target, release);
        var action = new MigrationAction(target, options, release);
        return new Step
        {
            Id = IdOf(target),
            Stage = Stage.Migrate,
            Title = $"Migrate the database {target.Name}",
            Instructions = known is null
                ? [action.Instruction(Blank.Of("file"))]
                : [.. known.Pending.Select(script => action.Instruction(script.Path))],
            Act = action.RunAsync,
            Probe = (context, cancellationToken) => action.ProbeAsync(context, fence, cancellationToken),
            Undo = new Undo
            {
                Title = $"Put the restore point in the place of {target.Name}, if a migration began",
                Instructions = new DatabaseSwap(
                    target,
                    Blank.Of("restore point"),
                    DatabaseNames.Failed(target.Name, release.DatabaseSuffix)
                ).Instructions,
                Check = action.CheckUndoAsync,
                Act = action.UndoAsync,
            },
            TakesServiceDown = true,
        };
    }

    internal static string IdOf(DatabaseTarget target) => $"migrate/sql:{target.Label}";
}
