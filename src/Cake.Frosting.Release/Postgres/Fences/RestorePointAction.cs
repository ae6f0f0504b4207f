using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>
/// Decides under the fence which database is the way back: the proven scratch database where nothing was written
/// since its snapshot, else a clone.
/// </summary>
internal sealed class RestorePointAction(
    FencePlan plan,
    PostgresTools tools,
    BackupOptions? backup,
    WalHold? hold
)
{
    private readonly RestorePointClone clone = new(plan);

    private string LookSentence =>
        $"Find out under the fence what was written to {plan.Target.Name} since its backup: by the write-ahead log since the mark, or by counting and hashing again; only if anything was go on";

    public IReadOnlyList<Instruction> Instructions =>
        [Instruction.Manual(LookSentence), .. clone.Instructions(tools.Version.Major)];

    public IReadOnlyList<Instruction> UndoInstructions =>
        [Instruction.Sql(plan.Target.Maintenance, BackupPlan.Drop(plan.CloneName))];

    public async Task RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        context.Issue(Instruction.Manual(LookSentence));
        await using var maintenance = await Session
            .MaintainAsync(plan.Target.Server, cancellationToken)
            .ConfigureAwait(false);
        var mark = await WalMark
            .TakeAsync(maintenance, plan.Target.Name, cancellationToken)
            .ConfigureAwait(false);
        var changes = await new WrittenSinceBackup(plan, backup)
            .FindAsync(context, cancellationToken)
            .ConfigureAwait(false);
        if (changes.Count == 0)
        {
            var scratch = DatabaseNames.Scratch(plan.Target.Name, plan.Release.DatabaseSuffix);
            mark.Record(context.Facts, plan.RestorePointStep);
            context.Facts.Record(plan.RestorePointStep, "kind", "scratch");
            plan.RecordPoint(context, scratch);
            context.Progress($"nothing was written since the backup: {scratch} is the restore point");
            return;
        }

        context.Progress($"since the backup: {string.Join("; ", changes.Take(5))}");
        context.Facts.Record(plan.RestorePointStep, "changes", string.Join("; ", changes.Take(50)));
        await clone.TakeAsync(context, cancellationToken).ConfigureAwait(false);
    }

    public async Task UndoAsync(StepContext context, CancellationToken cancellationToken)
    {
        await clone.DropAsync(context, cancellationToken).ConfigureAwait(false);
        if (hold is not null)
        {
            await hold.DisposeAsync().ConfigureAwait(false);
        }
    }
}
