using System.Globalization;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>Migrates a clone, tells how long it took and whom it would have kept waiting, and drops it again.</summary>
internal sealed class Rehearsal(
    DatabaseTarget target,
    ReleaseIdentity release,
    RehearsedMigration migrate,
    TimeSpan? budget
)
{
    private readonly string id = RehearsalSteps.IdOf(target);

    public DatabaseTarget Clone { get; } =
        target with
        {
            Name = DatabaseNames.Rehearsal(target.Name, release.DatabaseSuffix),
        };

    private string Scratch => DatabaseNames.Scratch(target.Name, release.DatabaseSuffix);

    private string Create =>
        $"CREATE DATABASE {SqlText.Identifier(Clone.Name)} TEMPLATE {SqlText.Identifier(Scratch)}";

    private string MigrateSentence => $"Migrate {Clone.Name} as the release will migrate {target.Name}";

    public IReadOnlyList<Instruction> Instructions =>
        [
            Instruction.Sql(target.Maintenance, BackupPlan.Drop(Clone.Name)),
            Instruction.Sql(target.Maintenance, Create),
            Instruction.Manual(DatabaseProperties.Sentence(target.Name, Clone.Name)),
            Instruction.Manual(MigrateSentence),
            Instruction.Sql(target.Maintenance, BackupPlan.Drop(Clone.Name)),
        ];

    public async Task RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await CloneAsync(context, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<Rehearsed> rehearsed;
        var began = context.Time.GetTimestamp();
        TimeSpan took;
        try
        {
            context.Issue(Instruction.Manual(MigrateSentence));
            rehearsed = await migrate(context, Clone, cancellationToken).ConfigureAwait(false);
            took = context.Time.GetElapsedTime(began);
        }
        catch (CommandFailedException exception)
        {
            throw new CommandFailedException(
                $"The rehearsal failed; nobody was taken off line.\n{exception.Problem}",
                exception.CommandExitCode,
                exception.StandardError,
                exception.WayOut,
                exception
            );
        }
        finally
        {
            await DropAsync(context, CancellationToken.None).ConfigureAwait(false);
        }

        Tell(context, rehearsed, took);
        if (took > budget)
        {
            throw new ReleaseRefusedException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The migrations of {target.Name} took {took.TotalSeconds:0.#} s in the rehearsal, and downtimeBudget is {budget.Value.TotalSeconds:0.#} s.{Slowest(rehearsed)}"
                ),
                "Raise downtimeBudget, or split the migration so that its long part runs while the service does."
            );
        }
    }

    public async Task DropAsync(StepContext context, CancellationToken cancellationToken)
    {
        await using var maintenance = await Session
            .MaintainAsync(target.Server, cancellationToken)
            .ConfigureAwait(false);
        await maintenance
            .IssueAsync(context, target, BackupPlan.Drop(Clone.Name), cancellationToken)
            .ConfigureAwait(false);
    }

    private async Task CloneAsync(StepContext context, CancellationToken cancellationToken)
    {
        // What a killed rehearsal of another release left is nobody's: there is one release at a time.
        var kept = new KeptDatabases(target);
        foreach (var left in await kept.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (left.Name != Clone.Name && DatabaseNames.IsRehearsal(target.Name, left.Name))
            {
                await kept.DropAsync(left.Name, cancellationToken).ConfigureAwait(false);
            }
        }

        await using var maintenance = await Session
            .MaintainAsync(target.Server, cancellationToken)
            .ConfigureAwait(false);
        await maintenance
            .IssueAsync(context, target, BackupPlan.Drop(Clone.Name), cancellationToken)
            .ConfigureAwait(false);
        // Not by copying files: that would make the server write two checkpoints while it serves.
        await maintenance.IssueAsync(context, target, Create, cancellationToken).ConfigureAwait(false);
        context.Issue(Instruction.Manual(DatabaseProperties.Sentence(target.Name, Clone.Name)));
        var properties = await DatabaseProperties
            .ReadAsync(maintenance, target.Name, cancellationToken)
            .ConfigureAwait(false);
        await properties.ApplyAsync(maintenance, Clone.Name, cancellationToken).ConfigureAwait(false);
    }

    private void Tell(StepContext context, IReadOnlyList<Rehearsed> rehearsed, TimeSpan took)
    {
        var waits = rehearsed.SelectMany(migration =>
            (migration.Locks?.Names ?? []).Select(held => $"{migration.Name}: {held}")
        );
        context.Facts.Record(
            id,
            "seconds",
            took.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)
        );
        var migrations = rehearsed.Where(migration => !migration.IsProgram).ToList();
        context.Facts.Record(
            id,
            "migrations",
            string.Join(", ", migrations.Select(migration => migration.Name))
        );
        context.Facts.Record(id, "locks", string.Join("; ", waits));
        foreach (var migration in rehearsed)
        {
            context.Progress(Line(migration));
        }

        context.Progress(
            string.Create(
                CultureInfo.InvariantCulture,
                $"rehearsed {migrations.Count} migrations of {target.Name} in {took.TotalSeconds:0.###} s: expect as much downtime for them"
            )
        );
    }

    private static string Line(Rehearsed migration)
    {
        var took = migration.Duration is { } duration
            ? string.Create(CultureInfo.InvariantCulture, $" {duration.TotalSeconds:0.###} s")
            : "";
        return migration.Locks switch
        {
            null => $"{migration.Name}:{took}, its own locks are not known",
            { Names: [], IsSampled: true } =>
                $"{migration.Name}:{took}, no lock on a table was seen while it ran",
            { Names: [] } => $"{migration.Name}:{took}, locks no table",
            { IsSampled: true } locks =>
                $"{migration.Name}:{took}, seen while it ran: {string.Join(", ", locks.Names)}",
            var locks => $"{migration.Name}:{took}, {string.Join(", ", locks.Names)}",
        };
    }

    private static string Slowest(IReadOnlyList<Rehearsed> rehearsed) =>
        rehearsed.MaxBy(migration => migration.Duration) is { Duration: { } longest } slowest
            ? string.Create(
                CultureInfo.InvariantCulture,
                $" The slowest was {slowest.Name} with {longest.TotalSeconds:0.#} s."
            )
            : "";
}
