using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>Swaps an empty database in, and the old one back.</summary>
/// <param name="plan">The fence of the release.</param>
internal sealed class RebuildAction(FencePlan plan)
{
    private readonly DatabaseTarget target = plan.Target;
    private readonly string fresh = DatabaseNames.Fresh(plan.Target.Name, plan.Release.DatabaseSuffix);

    public string StepId => $"migrate/rebuild:{target.Label}";

    /// <summary>The name that the old database has until nobody needs it.</summary>
    public string Kept => plan.CloneName;

    public IReadOnlyList<Instruction> Instructions =>
        [
            Instruction.Sql(target.Maintenance, BackupPlan.Drop(fresh)),
            Instruction.Sql(
                target.Maintenance,
                $"CREATE DATABASE {SqlText.Identifier(fresh)} TEMPLATE template0 {Blank.Of($"owner, encoding and locale of {target.Name}")}"
            ),
            Instruction.Manual(DatabaseProperties.Sentence(target.Name, fresh)),
            .. Swap.Instructions,
        ];

    public Undo Undo
    {
        get
        {
            var back = new SwapBack(plan, StepId);
            return new Undo
            {
                Title = $"Put {Kept} in the place of {target.Name} again",
                Instructions = back.Instructions,
                Check = (context, _) =>
                {
                    back.RefuseLoss(context);
                    return Task.CompletedTask;
                },
                Act = async (context, cancellationToken) =>
                {
                    if (await ExistsAsync(Kept, cancellationToken).ConfigureAwait(false))
                    {
                        plan.RecordPoint(context, Kept);
                        await back.RunAsync(context, cancellationToken).ConfigureAwait(false);
                    }
                    else
                    {
                        context.Progress($"{target.Name} is the old one");
                    }

                    await DropFreshAsync(context, cancellationToken).ConfigureAwait(false);
                },
            };
        }
    }

    private DatabaseSwap Swap => new(target, fresh, Kept);

    public async Task RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (!await ExistsAsync(Kept, cancellationToken).ConfigureAwait(false))
        {
            await new QuietDatabase(target)
                .RefuseWritesAsync(context, cancellationToken)
                .ConfigureAwait(false);
            await CreateAsync(context, cancellationToken).ConfigureAwait(false);
        }

        // Noted before: killed behind the rename, the way back has to know.
        context.Facts.Record(StepId, MigrationSteps.BeganFact, "an empty database");
        context.Facts.Record(plan.RestorePointStep, "kind", "renamed");
        plan.RecordPoint(context, Kept);
        await Swap.RunAsync(context, cancellationToken).ConfigureAwait(false);
        context.Progress($"{target.Name} is empty; the old one is kept as {Kept}");
    }

    private async Task CreateAsync(StepContext context, CancellationToken cancellationToken)
    {
        await DropFreshAsync(context, cancellationToken).ConfigureAwait(false);
        await using var maintenance = await Session
            .MaintainAsync(target.Server, cancellationToken)
            .ConfigureAwait(false);
        var properties = await DatabaseProperties
            .ReadAsync(maintenance, target.Name, cancellationToken)
            .ConfigureAwait(false);
        var create = properties.Create(fresh, maintenance.Major);
        await maintenance.IssueAsync(context, target, create, cancellationToken).ConfigureAwait(false);
        context.Issue(Instruction.Manual(DatabaseProperties.Sentence(target.Name, fresh)));
        await properties.ApplyAsync(maintenance, fresh, cancellationToken).ConfigureAwait(false);
    }

    private async Task DropFreshAsync(StepContext context, CancellationToken cancellationToken)
    {
        await using var maintenance = await Session
            .MaintainAsync(target.Server, cancellationToken)
            .ConfigureAwait(false);
        await maintenance
            .IssueAsync(context, target, BackupPlan.Drop(fresh), cancellationToken)
            .ConfigureAwait(false);
    }

    private Task<bool> ExistsAsync(string name, CancellationToken cancellationToken) =>
        Databases.ExistsAsync(target.Server, name, cancellationToken);
}
