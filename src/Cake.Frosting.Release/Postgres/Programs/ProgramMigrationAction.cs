using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>Runs a migrating program, and does not believe its exit code alone.</summary>
internal sealed class ProgramMigrationAction(DatabaseTarget target, ProgramMigration migration, string id)
{
    private const string After = "after";

    public async Task RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        context.Facts.Record(id, MigrationSteps.BeganFact, migration.Command.Program);
        await context
            .RunAsync(migration.Place, migration.For(target), cancellationToken)
            .ConfigureAwait(false);
        var state = await ReadAsync(target, migration.HistoryTable, cancellationToken).ConfigureAwait(false);
        Tell(context, target, id, state);
        context.Facts.Record(id, After, string.Join('\n', state.Applied));
    }

    /// <summary>Refuses where more is applied by now than was when the program had ended.</summary>
    public static async Task RefuseMoreAsync(
        StepContext context,
        DatabaseTarget target,
        string? historyTable,
        string id,
        CancellationToken cancellationToken
    )
    {
        var state = await ReadAsync(target, historyTable, cancellationToken).ConfigureAwait(false);
        var more = state.Since(Lines(context.Facts.Find(id, After)));
        if (more.Count > 0)
        {
            throw new ReleaseRefusedException(
                $"The service applied migrations to {target.Name} when it started that its migration had not: {string.Join(", ", more)}.",
                "Nobody has rehearsed them: let the command under migrations do all that the start does."
            );
        }

        context.Progress(
            state.Table is null
                ? $"{target.Name} has no table of migrations that is known: what the start did cannot be told"
                : "nothing was left to apply"
        );
    }

    /// <summary>Migrates a clone.</summary>
    public async Task<IReadOnlyList<Rehearsed>> RehearseAsync(
        StepContext context,
        DatabaseTarget clone,
        CancellationToken cancellationToken
    )
    {
        var before = await ReadAsync(clone, migration.HistoryTable, cancellationToken).ConfigureAwait(false);
        var locks = await SampleAsync(context, clone, cancellationToken).ConfigureAwait(false);
        var after = await ReadAsync(clone, migration.HistoryTable, cancellationToken).ConfigureAwait(false);
        RefuseFailed(clone, after);
        return
        [
            .. after.Since(before.Applied).Select(name => new Rehearsed(name, null, null)),
            new Rehearsed(migration.Command.Program, null, locks) { IsProgram = true },
        ];
    }

    /// <summary>Runs the program, and sees which tables it keeps locked.</summary>
    private async Task<LocksSeen> SampleAsync(
        StepContext context,
        DatabaseTarget clone,
        CancellationToken cancellationToken
    )
    {
        await using var watcher = await Session
            .OpenAsync(clone.Server, clone.Name, cancellationToken)
            .ConfigureAwait(false);
        var survey = new LockSurvey(watcher);
        await survey.BeginAsync(cancellationToken).ConfigureAwait(false);
        return await survey
            .SampleOthersAsync(
                token => context.RunAsync(migration.Place, migration.For(clone), token),
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    public static async Task<ToolHistoryState> ReadAsync(
        DatabaseTarget database,
        string? table,
        CancellationToken cancellationToken
    )
    {
        await using var session = await Session
            .OpenAsync(database.Server, database.Name, cancellationToken)
            .ConfigureAwait(false);
        return await new ToolHistory(table).ReadAsync(session, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Tells what was applied, and refuses where less was applied than the rehearsal applied.</summary>
    public static void Tell(StepContext context, DatabaseTarget target, string id, ToolHistoryState state)
    {
        RefuseFailed(target, state);
        var before = Lines(context.Facts.Find(ProgramMigrationSteps.HistoryIdOf(target), "applied"));
        var applied = state.Since(before);
        context.Facts.Record(id, "applied", string.Join(", ", applied));
        context.Progress(
            state.Table is null
                ? "the program keeps no table of migrations that is known: what it did cannot be told"
            : applied.Count == 0 ? "nothing was applied"
            : $"applied: {string.Join(", ", applied)}"
        );
        var rehearsed = context.Facts.Find(RehearsalSteps.IdOf(target), "migrations")?.Split(", ") ?? [];
        var missing = rehearsed.Where(name => name.Length > 0).Except(state.Applied).ToList();
        if (missing.Count > 0)
        {
            throw new ReleaseRefusedException(
                $"The program ended well, and {target.Name} lacks migrations that it applied in the rehearsal: {string.Join(", ", missing)}.",
                "Look at its output above: it may have migrated another database, or left out what it could not do."
            );
        }
    }

    private static void RefuseFailed(DatabaseTarget target, ToolHistoryState state)
    {
        if (state.Failed.Count > 0)
        {
            throw new ReleaseRefusedException(
                $"The program ended well, and {state.Table} of {target.Name} says that it did not finish: {string.Join(", ", state.Failed)}.",
                "Look at its output above."
            );
        }
    }

    private static string[] Lines(string? text) =>
        (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
