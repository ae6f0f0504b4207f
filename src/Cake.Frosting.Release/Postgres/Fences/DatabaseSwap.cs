using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>
/// Puts a restore point in the place of the live database by renaming both in one transaction: there is no moment
/// without a live database, and the old one is kept aside.
/// </summary>
internal sealed class DatabaseSwap(DatabaseTarget target, string restorePoint, string failed)
{
    /// <summary>What is done while both databases are fenced and have their old names.</summary>
    public Func<StepContext, CancellationToken, Task>? BeforeRenaming { get; init; }

    private DatabaseTarget Point => target with { Name = restorePoint };

    private string[] Renames =>
        [
            "BEGIN",
            $"ALTER DATABASE {SqlText.Identifier(target.Name)} RENAME TO {SqlText.Identifier(failed)}",
            $"ALTER DATABASE {SqlText.Identifier(restorePoint)} RENAME TO {SqlText.Identifier(target.Name)}",
            new Fence(target).Open,
            "COMMIT",
        ];

    public IReadOnlyList<Instruction> Instructions =>
        [
            Instruction.Sql(target.Maintenance, new Fence(target).Close),
            Instruction.Sql(target.Maintenance, new Fence(target).Terminate),
            Instruction.Sql(target.Maintenance, new Fence(Point).Close),
            Instruction.Sql(target.Maintenance, new Fence(Point).Terminate),
            .. Renames.Select(sql => Instruction.Sql(target.Maintenance, sql)),
        ];

    public async Task RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await using var maintenance = await Session
            .MaintainAsync(target.Server, cancellationToken)
            .ConfigureAwait(false);
        var live = await Databases
            .ExistsAsync(maintenance, target.Name, cancellationToken)
            .ConfigureAwait(false);
        var point = await Databases
            .ExistsAsync(maintenance, restorePoint, cancellationToken)
            .ConfigureAwait(false);
        var aside = await Databases.ExistsAsync(maintenance, failed, cancellationToken).ConfigureAwait(false);
        switch (live, point, aside)
        {
            case (true, false, true):
                context.Progress($"{target.Name} was swapped already; {failed} is kept aside");
                break;
            case (true, true, false):
                await FenceAsync(context, maintenance, target, cancellationToken).ConfigureAwait(false);
                await FenceAsync(context, maintenance, Point, cancellationToken).ConfigureAwait(false);
                await (
                    BeforeRenaming?.Invoke(context, cancellationToken) ?? Task.CompletedTask
                ).ConfigureAwait(false);
                await RenameAsync(context, maintenance, Renames, cancellationToken).ConfigureAwait(false);
                break;
            case (false, true, _):
                // Not by us, whose renames are one transaction: somebody dropped it, or did the first half by hand.
                await FenceAsync(context, maintenance, Point, cancellationToken).ConfigureAwait(false);
                await RenameAsync(context, maintenance, ["BEGIN", .. Renames[2..]], cancellationToken)
                    .ConfigureAwait(false);
                break;
            default:
                throw new ReleaseRefusedException(
                    $"The restore point {restorePoint} cannot take the place of {target.Name}: {State(target.Name, live)}, {State(restorePoint, point)}, {State(failed, aside)}.",
                    point
                        ? $"Rename or drop {failed} and roll back again."
                        : $"Restore {target.Name} from its backup: --target=Restore."
                );
        }
    }

    private static string State(string name, bool exists) =>
        $"{name} {(exists ? "exists" : "does not exist")}";

    private static async Task FenceAsync(
        StepContext context,
        Session maintenance,
        DatabaseTarget database,
        CancellationToken cancellationToken
    )
    {
        var fence = new Fence(database);
        context.Issue(Instruction.Sql(database.Maintenance, fence.Close));
        await maintenance.ExecuteAsync(fence.Close, cancellationToken).ConfigureAwait(false);
        context.Issue(Instruction.Sql(database.Maintenance, fence.Terminate));
        await fence.ClearAsync(context.Time, maintenance, [], cancellationToken).ConfigureAwait(false);
    }

    private async Task RenameAsync(
        StepContext context,
        Session maintenance,
        IEnumerable<string> statements,
        CancellationToken cancellationToken
    )
    {
        foreach (var sql in statements)
        {
            context.Issue(Instruction.Sql(target.Maintenance, sql));
            await maintenance.ExecuteAsync(sql, cancellationToken).ConfigureAwait(false);
        }
    }
}
