using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>The step that puts a restored and proven database in the place of the live one, under the fence.</summary>
internal static class RestoreSwap
{
    public static Step For(BackupPlan plan, RestoreLosses losses, RestoreOptions options)
    {
        var target = plan.Target;
        var fence = new Fence(target);
        var failed = DatabaseNames.Failed(target.Name, plan.Release.DatabaseSuffix);
        var swap = new DatabaseSwap(target, plan.Scratch, failed);
        return new Step
        {
            Id = $"restore/swap:{target.Label}",
            Stage = Stage.Migrate,
            Title = $"Put {plan.Scratch} in the place of {target.Name}, which is kept as {failed}",
            Instructions = options.AcceptDataLoss
                ? swap.Instructions
                : [.. fence.CloseInstructions, Instruction.Manual(losses.Sentence), .. swap.Instructions],
            Act = async (context, cancellationToken) =>
            {
                // Once it is swapped the restored database is the live one, and has nothing to lose.
                if (
                    !options.AcceptDataLoss
                    && await Databases
                        .ExistsAsync(target.Server, plan.Scratch, cancellationToken)
                        .ConfigureAwait(false)
                )
                {
                    await fence.CloseAsync(context, cancellationToken).ConfigureAwait(false);
                    await losses.CheckFencedAsync(context, cancellationToken).ConfigureAwait(false);
                }

                await swap.RunAsync(context, cancellationToken).ConfigureAwait(false);
                context.Facts.Record($"restore/swap:{target.Label}", "aside", failed);
            },
            Undo = new Undo
            {
                Title = $"Let connections to the database {target.Name} in again",
                Instructions = fence.OpenInstructions,
                Act = fence.OpenAsync,
            },
            TakesServiceDown = true,
        };
    }
}
