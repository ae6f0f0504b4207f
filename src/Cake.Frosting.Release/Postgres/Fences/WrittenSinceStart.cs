using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>
/// Tells, when a migrated database is put aside, what was written to it since the new version was started: users who
/// were let in before the checks had passed, or a worker, wrote it there, and it does not come back with the old version.
/// </summary>
internal sealed class WrittenSinceStart(FencePlan plan)
{
    /// <summary>What was written, by table, or why that cannot be told; missing where nothing was.</summary>
    public const string WrittenFact = "writtenSinceStart";

    private const string MarkedFact = "marked";

    private string Step => StepOf(plan);

    /// <summary>Whether users were, or may have been, let in to the new version's database.</summary>
    public static bool IsMarked(StepContext context, FencePlan plan) =>
        context.Facts.Find(StepOf(plan), MarkedFact) is not null;

    /// <summary>Marks the place in the write-ahead log before anybody is let in again.</summary>
    public async Task MarkAsync(StepContext context, CancellationToken cancellationToken)
    {
        try
        {
            await using var maintenance = await Session
                .MaintainAsync(plan.Target.Server, cancellationToken)
                .ConfigureAwait(false);
            var mark = await WalMark
                .TakeAsync(maintenance, plan.Target.Name, cancellationToken)
                .ConfigureAwait(false);
            mark.Record(context.Facts, Step);
        }
        catch (CommandFailedException exception)
        {
            // An old server: a way back will say that it does not know.
            context.Progress($"the write-ahead log cannot be marked: {exception.StandardError}");
        }

        context.Facts.Record(Step, MarkedFact, "yes");
    }

    /// <summary>Tells and records it. The database is fenced, and still has its name.</summary>
    /// <param name="context">The step's.</param>
    /// <param name="migrateStep">The step whose effect is taken back.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task TellAsync(StepContext context, string migrateStep, CancellationToken cancellationToken)
    {
        if (!IsMarked(context, plan) || context.Facts.Find(migrateStep, WrittenFact) is not null)
        {
            return;
        }

        var written = await FindAsync(context, cancellationToken).ConfigureAwait(false);
        if (written.Length > 0)
        {
            context.Facts.Record(migrateStep, WrittenFact, written);
            context.Progress($"since {context.Release.Version} was started: {written}");
        }
    }

    private static string StepOf(FencePlan plan) => FenceSteps.OpenIdOf(plan.Target, Stage.Start);

    private async Task<string> FindAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (WalMark.Find(context.Facts, Step) is not { } mark)
        {
            return "what was written cannot be told, for the write-ahead log was not marked";
        }

        var entry = await new Fence(plan.Target)
            .EnterAsync(context.Time, 1, cancellationToken)
            .ConfigureAwait(false);
        await using var inside = entry.Sessions[0];
        var (verdict, _) = await new WalJudge(plan.Target)
            .JudgeAsync(inside, mark, WalProgress.From(mark), context.Time, cancellationToken)
            .ConfigureAwait(false);
        return verdict.Finding switch
        {
            WalFinding.Nothing => "",
            WalFinding.Written => string.Join("; ", verdict.Changes.Take(50)),
            _ => $"what was written cannot be told ({verdict.Reason})",
        };
    }
}
