using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>Takes a migration back by putting the restore point in the database's place, if it began.</summary>
/// <param name="plan">The fence.</param>
/// <param name="migrateStep">The step that migrated.</param>
internal sealed class SwapBack(FencePlan plan, string migrateStep)
{
    /// <summary>The name that the migrated database is kept under.</summary>
    public const string KeptAsideFact = "keptAside";

    private string Failed => DatabaseNames.Failed(plan.Target.Name, plan.Release.DatabaseSuffix);

    public IReadOnlyList<Instruction> Instructions =>
        new DatabaseSwap(plan.Target, Blank.Of("restore point"), Failed).Instructions;

    /// <summary>Refuses a way back from a live release: what was written since would be lost.</summary>
    public void RefuseLoss(StepContext context)
    {
        if (HasBegun(context) && context.WentLive && !context.AcceptDataLoss)
        {
            throw new ReleaseRefusedException(
                $"The release was live, and going back to the restore point of {plan.Target.Name} would lose what was written since.",
                "Take the migration back with its own tool, or say --accept-data-loss."
            );
        }
    }

    public async Task RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (!HasBegun(context))
        {
            context.Progress($"no migration of {plan.Target.Name} began: it stays as it is");
            return;
        }

        RefuseLoss(context);
        await SwapAsync(context, cancellationToken).ConfigureAwait(false);
    }

    public async Task SwapAsync(StepContext context, CancellationToken cancellationToken)
    {
        var point = plan.PointOf(context);
        if (point is null && context.AcceptDataLoss)
        {
            point = DatabaseNames.Scratch(plan.Target.Name, plan.Release.DatabaseSuffix);
        }

        if (point is null)
        {
            throw new ReleaseRefusedException(
                $"A migration of {plan.Target.Name} began and no restore point was taken.",
                "Restore its backup: --target=Restore; or go back to the scratch database of the backup, without what was written since: --accept-data-loss."
            );
        }

        var swap = new DatabaseSwap(plan.Target, point, Failed)
        {
            BeforeRenaming = (during, token) =>
                new WrittenSinceStart(plan).TellAsync(during, migrateStep, token),
        };
        await swap.RunAsync(context, cancellationToken).ConfigureAwait(false);
        context.Facts.Record(migrateStep, KeptAsideFact, Failed);
        context.Progress($"{point} is {plan.Target.Name} again; the migrated database is kept as {Failed}");
    }

    private bool HasBegun(StepContext context) =>
        context.Facts.Find(migrateStep, MigrationSteps.BeganFact) is not null;
}
