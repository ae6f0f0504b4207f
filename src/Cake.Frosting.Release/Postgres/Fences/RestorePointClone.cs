using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>Clones a fenced database as the way back; whatever clone of this release there was goes first.</summary>
internal sealed class RestorePointClone(FencePlan plan)
{
    private readonly Fence fence = new(plan.Target);

    public IReadOnlyList<Instruction> Instructions(int serverMajor) =>
        [
            Instruction.Sql(plan.Target.Maintenance, BackupPlan.Drop(plan.CloneName)),
            Instruction.Sql(plan.Target.Maintenance, plan.CreateClone(serverMajor)),
            Instruction.Manual(DatabaseProperties.Sentence(plan.Target.Name, plan.CloneName)),
        ];

    public async Task TakeAsync(StepContext context, CancellationToken cancellationToken)
    {
        // Killed from here on, the next run takes it again.
        plan.RecordPoint(context, "");
        await using var maintenance = await Session
            .MaintainAsync(plan.Target.Server, cancellationToken)
            .ConfigureAwait(false);
        var mark = await WalMark
            .TakeAsync(maintenance, plan.Target.Name, cancellationToken)
            .ConfigureAwait(false);
        // CREATE DATABASE refuses a template that anybody is connected to.
        await fence.ClearAsync(context.Time, maintenance, [], cancellationToken).ConfigureAwait(false);
        await maintenance
            .IssueAsync(context, plan.Target, BackupPlan.Drop(plan.CloneName), cancellationToken)
            .ConfigureAwait(false);
        await maintenance
            .IssueAsync(context, plan.Target, plan.CreateClone(maintenance.Major), cancellationToken)
            .ConfigureAwait(false);
        context.Issue(Instruction.Manual(DatabaseProperties.Sentence(plan.Target.Name, plan.CloneName)));
        var properties = await DatabaseProperties
            .ReadAsync(maintenance, plan.Target.Name, cancellationToken)
            .ConfigureAwait(false);
        await properties.ApplyAsync(maintenance, plan.CloneName, cancellationToken).ConfigureAwait(false);
        mark.Record(context.Facts, plan.RestorePointStep);
        context.Facts.Record(plan.RestorePointStep, "kind", "clone");
        plan.RecordPoint(context, plan.CloneName);
    }

    public async Task DropAsync(StepContext context, CancellationToken cancellationToken)
    {
        await using var maintenance = await Session
            .MaintainAsync(plan.Target.Server, cancellationToken)
            .ConfigureAwait(false);
        await maintenance
            .IssueAsync(context, plan.Target, BackupPlan.Drop(plan.CloneName), cancellationToken)
            .ConfigureAwait(false);
    }
}
