using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>The step that puts a restored and proven database in the place of the live one, under the fence.</summary>
internal static class RestoreSwap
{
    private const string GoneFact = "gone";

    public static Step For(BackupPlan plan, RestoreLosses losses, RestoreOptions options)
    {
        var target = plan.Target;
        var id = $"restore/swap:{target.Label}";
        var fence = new Fence(target);
        var failed = DatabaseNames.Failed(target.Name, plan.Release.DatabaseSuffix);
        var swap = new DatabaseSwap(target, plan.Scratch, failed);
        return new Step
        {
            Id = id,
            Stage = Stage.Migrate,
            Title = $"Put {plan.Scratch} in the place of {target.Name}, which is kept as {failed}",
            Instructions = options.AcceptDataLoss
                ? swap.Instructions
                : [.. fence.CloseInstructions, Instruction.Manual(losses.Sentence), .. swap.Instructions],
            Act = async (context, cancellationToken) =>
            {
                Task<bool> Exists(string name) =>
                    Databases.ExistsAsync(target.Server, name, cancellationToken);
                // Once it is swapped the restored database is the live one, and has nothing to lose.
                var isRestored = await Exists(plan.Scratch).ConfigureAwait(false);
                var isLive = await Exists(target.Name).ConfigureAwait(false);
                if (isRestored && !isLive)
                {
                    // Noted before: killed behind the rename, the next run cannot see it any more.
                    context.Facts.Record(id, GoneFact, "true");
                    context.Progress($"{target.Name} is gone: nothing has to be kept aside");
                }
                else if (isRestored && !options.AcceptDataLoss)
                {
                    await fence.CloseAsync(context, cancellationToken).ConfigureAwait(false);
                    await losses.CheckFencedAsync(context, cancellationToken).ConfigureAwait(false);
                }
                else if (isLive && !isRestored && context.Facts.Find(id, GoneFact) is not null)
                {
                    context.Progress($"{target.Name} is the restored one already");
                    return;
                }

                await swap.RunAsync(context, cancellationToken).ConfigureAwait(false);
                if (await Exists(failed).ConfigureAwait(false))
                {
                    context.Facts.Record(id, "aside", failed);
                }
            },
            Undo = new Undo
            {
                Title = $"Let connections to the database {target.Name} in again",
                Instructions = fence.OpenInstructions,
                Act = async (context, cancellationToken) =>
                {
                    if (
                        await Databases
                            .ExistsAsync(target.Server, target.Name, cancellationToken)
                            .ConfigureAwait(false)
                    )
                    {
                        await fence.OpenAsync(context, cancellationToken).ConfigureAwait(false);
                    }
                },
            },
            TakesServiceDown = true,
        };
    }
}
