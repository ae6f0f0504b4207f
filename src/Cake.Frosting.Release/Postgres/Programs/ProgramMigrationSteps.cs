using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>The steps that migrate a database by a program of the new version, or see the service do it.</summary>
public static class ProgramMigrationSteps
{
    /// <summary>The step that reads, while the old version serves, what has been applied so far.</summary>
    /// <param name="target">The database.</param>
    /// <param name="historyTable">The program's own table; <c>null</c> to look for the usual ones.</param>
    /// <param name="unrehearsed">Why the migrations are not rehearsed, which is then said; <c>null</c> where they are.</param>
    public static Step History(DatabaseTarget target, string? historyTable, string? unrehearsed = null)
    {
        ArgumentNullException.ThrowIfNull(target);
        var id = HistoryIdOf(target);
        var sentence = Instruction.Manual(
            $"Read from {historyTable ?? "the migrating program's own table"} what {target.Name} has had applied"
        );
        return new Step
        {
            Id = id,
            Stage = Stage.Backup,
            Title = $"Note which migrations the database {target.Name} has",
            Instructions = [sentence],
            After = [],
            Act = async (context, cancellationToken) =>
            {
                context.Issue(sentence);
                var state = await ProgramMigrationAction
                    .ReadAsync(target, historyTable, cancellationToken)
                    .ConfigureAwait(false);
                if (unrehearsed is not null)
                {
                    context.Facts.Record(id, "unrehearsed", unrehearsed);
                    context.Progress($"the migrations of {target.Name} are not rehearsed: {unrehearsed}");
                }

                context.Facts.Record(id, "table", state.Table ?? "");
                context.Facts.Record(id, "applied", string.Join('\n', state.Applied));
                context.Progress(
                    state.Table is null
                        ? "there is no table of migrations yet"
                        : $"{state.Applied.Count} migrations are applied, says {state.Table}"
                );
            },
        };
    }

    /// <summary>
    /// <c>migrate/command:NAME</c>: runs the program. The fence must be open, for the program comes as a client. Its
    /// undo swaps the restore point in, if it was started.
    /// </summary>
    /// <param name="target">The database.</param>
    /// <param name="migration">The program.</param>
    /// <param name="release">The release.</param>
    public static Step Run(DatabaseTarget target, ProgramMigration migration, ReleaseIdentity release)
    {
        ArgumentNullException.ThrowIfNull(migration);
        ArgumentNullException.ThrowIfNull(target);
        var id = RunIdOf(target);
        var action = new ProgramMigrationAction(target, migration, id);
        return new Step
        {
            Id = id,
            Stage = Stage.Migrate,
            Title = $"Migrate the database {target.Name}",
            Instructions = [Instruction.Run(migration.Place, migration.For(target))],
            Act = action.RunAsync,
            Undo = UndoOf(target, release, id),
            TakesServiceDown = true,
        };
    }

    /// <summary>
    /// <c>start/unchanged:NAME</c>: services that migrate when they start must have found nothing left to do, after
    /// <see cref="Run"/> has done it.
    /// </summary>
    /// <param name="target">The database.</param>
    /// <param name="historyTable">The program's own table; <c>null</c> to look for the usual ones.</param>
    public static Step Unchanged(DatabaseTarget target, string? historyTable)
    {
        ArgumentNullException.ThrowIfNull(target);
        var compared = Instruction.Manual(
            $"Read from {historyTable ?? "the migrating program's own table"} that the start applied nothing more to {target.Name}"
        );
        return new Step
        {
            Id = $"start/unchanged:{target.Label}",
            Stage = Stage.Start,
            Title = $"Check that the start found nothing to migrate in the database {target.Name}",
            Instructions = [compared],
            TakesServiceDown = true,
            Act = async (context, cancellationToken) =>
            {
                context.Issue(compared);
                await ProgramMigrationAction
                    .RefuseMoreAsync(context, target, historyTable, RunIdOf(target), cancellationToken)
                    .ConfigureAwait(false);
            },
        };
    }

    /// <summary>
    /// <c>migrate/at-start:NAME</c> and <c>start/migrated:NAME</c>, for a service that migrates when it starts. From the
    /// first on the database counts as migrated; the second tells what was applied.
    /// </summary>
    /// <param name="target">The database.</param>
    /// <param name="historyTable">The service's own table; <c>null</c> to look for the usual ones.</param>
    /// <param name="release">The release.</param>
    public static IReadOnlyList<Step> AtStart(
        DatabaseTarget target,
        string? historyTable,
        ReleaseIdentity release
    )
    {
        ArgumentNullException.ThrowIfNull(target);
        var id = $"migrate/at-start:{target.Label}";
        var announced = Instruction.Manual($"The new version migrates {target.Name} when it starts");
        var compared = Instruction.Manual(
            $"Read from {historyTable ?? "the service's own table"} what it applied to {target.Name}"
        );
        return
        [
            new Step
            {
                Id = id,
                Stage = Stage.Migrate,
                Title = $"Leave the migration of {target.Name} to the service's start",
                Instructions = [announced],
                Act = (context, _) =>
                {
                    context.Issue(announced);
                    context.Facts.Record(id, MigrationSteps.BeganFact, "when the service starts");
                    return Task.CompletedTask;
                },
                Undo = UndoOf(target, release, id),
                TakesServiceDown = true,
            },
            new Step
            {
                Id = $"start/migrated:{target.Label}",
                Stage = Stage.Start,
                Title = $"See what the service applied to the database {target.Name}",
                Instructions = [compared],
                Act = async (context, cancellationToken) =>
                {
                    context.Issue(compared);
                    var state = await ProgramMigrationAction
                        .ReadAsync(target, historyTable, cancellationToken)
                        .ConfigureAwait(false);
                    ProgramMigrationAction.Tell(context, target, id, state);
                },
            },
        ];
    }

    internal static RehearsedMigration Rehearsal(DatabaseTarget target, ProgramMigration migration) =>
        new ProgramMigrationAction(target, migration, RehearsalSteps.IdOf(target)).RehearseAsync;

    private static string RunIdOf(DatabaseTarget target) => $"migrate/command:{target.Label}";

    internal static string HistoryIdOf(DatabaseTarget target) => $"backup/history:{target.Label}";

    private static Undo UndoOf(DatabaseTarget target, ReleaseIdentity release, string id)
    {
        var back = new SwapBack(new FencePlan(target, release), id);
        return new Undo
        {
            Title = $"Put the restore point in the place of {target.Name}, if a migration began",
            Instructions = back.Instructions,
            Check = (context, _) =>
            {
                back.RefuseLoss(context);
                return Task.CompletedTask;
            },
            Act = back.RunAsync,
        };
    }
}
