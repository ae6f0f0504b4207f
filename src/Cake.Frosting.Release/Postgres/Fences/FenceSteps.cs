using System.Globalization;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>
/// The steps that keep everybody out of a database and take the restore point. When no migration is pending the
/// database is left alone: then there is nothing to go back from.
/// </summary>
public static class FenceSteps
{
    /// <summary>
    /// <c>stop/fence:NAME</c> and <c>stop/restore-point:NAME</c>. They go after the steps that stop the service.
    /// </summary>
    /// <param name="target">The database.</param>
    /// <param name="tools">PostgreSQL's programs; their version decides how clones are made.</param>
    /// <param name="backup">How the database was backed up before.</param>
    /// <param name="migrations">
    /// The migrations in SQL files; <c>null</c> where a program of the project's own migrates, so that it is not
    /// known whether anything is pending.
    /// </param>
    /// <param name="release">The release.</param>
    public static IReadOnlyList<Step> For(
        DatabaseTarget target,
        PostgresTools tools,
        BackupOptions? backup,
        MigrationOptions? migrations,
        ReleaseIdentity release
    ) => For(target, tools, backup, migrations, release, null);

    internal static IReadOnlyList<Step> For(
        DatabaseTarget target,
        PostgresTools tools,
        BackupOptions? backup,
        MigrationOptions? migrations,
        ReleaseIdentity release,
        WalHold? hold
    )
    {
        var plan = new FencePlan(target, release);
        return [Close(plan, migrations), RestorePoint(plan, tools, backup, migrations, hold)];
    }

    /// <summary>
    /// <c>STAGE/open:NAME</c>: lifts the fence. One goes before whatever connects as the project's own user: a
    /// migrating program, and the service when it starts.
    /// </summary>
    /// <param name="target">The database.</param>
    /// <param name="stage">The stage it belongs to.</param>
    /// <param name="release">The release.</param>
    public static Step Open(DatabaseTarget target, Stage stage, ReleaseIdentity release)
    {
        var plan = new FencePlan(target, release);
        var fence = new Fence(target);
        return new Step
        {
            Id = OpenIdOf(target, stage),
            Stage = stage,
            Title = $"Let connections to the database {target.Name} in again",
            Instructions = fence.OpenInstructions,
            Act = async (context, cancellationToken) =>
            {
                if (stage == Stage.Start)
                {
                    await new WrittenSinceStart(plan)
                        .MarkAsync(context, cancellationToken)
                        .ConfigureAwait(false);
                }

                await fence.OpenAsync(context, cancellationToken).ConfigureAwait(false);
                plan.RecordState(context, fenced: false);
            },
            Probe = (context, _) =>
                Task.FromResult(
                    context.Facts.Find(plan.FenceStep, FencePlan.StateFact) == "open"
                    && (stage != Stage.Start || WrittenSinceStart.IsMarked(context, plan))
                        ? Probe.Done("it is open")
                        : Probe.NotDone()
                ),
            TakesServiceDown = true,
        };
    }

    internal static string OpenIdOf(DatabaseTarget target, Stage stage) =>
        $"{stage.ToString().ToLowerInvariant()}/open:{target.Label}";

    internal static Step Close(FencePlan plan, MigrationOptions? migrations)
    {
        var fence = new Fence(plan.Target);
        return new Step
        {
            Id = plan.FenceStep,
            Stage = Stage.Stop,
            Title = $"Keep everybody out of the database {plan.Target.Name}",
            Instructions = fence.CloseInstructions,
            Act = async (context, cancellationToken) =>
            {
                if (
                    migrations is not null
                    && context.Facts.Find(plan.FenceStep, FencePlan.PendingFact) is null
                )
                {
                    // Asked now: nobody can connect to find out once the fence is closed.
                    var found = await new Migrator(plan.Target, migrations)
                        .PlanAsync(cancellationToken)
                        .ConfigureAwait(false);
                    context.Facts.Record(
                        plan.FenceStep,
                        FencePlan.PendingFact,
                        found.Pending.Count.ToString(CultureInfo.InvariantCulture)
                    );
                }

                plan.RecordState(context, fenced: true);
                await fence.CloseAsync(context, cancellationToken).ConfigureAwait(false);
            },
            Probe = (context, cancellationToken) =>
                MigrationsPending.ProbeAsync(context, plan, migrations, cancellationToken),
            Undo = new Undo
            {
                Title = $"Let connections to the database {plan.Target.Name} in again",
                Instructions = fence.OpenInstructions,
                Act = async (context, cancellationToken) =>
                {
                    await fence.OpenAsync(context, cancellationToken).ConfigureAwait(false);
                    plan.RecordState(context, fenced: false);
                },
            },
            TakesServiceDown = true,
        };
    }

    private static Step RestorePoint(
        FencePlan plan,
        PostgresTools tools,
        BackupOptions? backup,
        MigrationOptions? migrations,
        WalHold? hold
    )
    {
        var action = new RestorePointAction(plan, tools, backup, hold);
        return new Step
        {
            Id = plan.RestorePointStep,
            Stage = Stage.Stop,
            Title =
                $"Find out what was written to {plan.Target.Name} since its backup, and clone it if anything was",
            Instructions = action.Instructions,
            After = [plan.FenceStep],
            Act = action.RunAsync,
            Probe = async (context, cancellationToken) =>
                plan.PointOf(context) is { } name
                    ? Probe.Done($"the restore point is {name}")
                    : await MigrationsPending
                        .ProbeAsync(context, plan, migrations, cancellationToken)
                        .ConfigureAwait(false),
            Undo = new Undo
            {
                Title = $"Drop the clone {plan.CloneName}",
                Instructions = action.UndoInstructions,
                Act = action.UndoAsync,
            },
            TakesServiceDown = true,
        };
    }
}
