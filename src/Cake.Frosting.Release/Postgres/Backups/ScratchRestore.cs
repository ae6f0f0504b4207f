using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>Restores a dump into a scratch database beside the live one.</summary>
internal sealed class ScratchRestore(BackupPlan plan)
{
    private PostgresServer Server => plan.Target.Server;

    public IReadOnlyList<Instruction> Instructions(string directory, BackupFormat format) =>
        [
            Instruction.Sql(plan.Target.Maintenance, BackupPlan.Drop(plan.Scratch)),
            Instruction.Sql(plan.Target.Maintenance, plan.CreateScratch),
            Instruction.Run(Server.ToolsPlace, plan.Restore(directory, format, plan.Scratch)),
        ];

    public async Task RunAsync(
        StepContext context,
        string directory,
        BackupFormat format,
        CancellationToken cancellationToken
    )
    {
        await using (
            var maintenance = await Session.MaintainAsync(Server, cancellationToken).ConfigureAwait(false)
        )
        {
            var properties = await DatabaseProperties
                .ReadAsync(maintenance, plan.Target.Name, cancellationToken)
                .ConfigureAwait(false);
            await DropAsync(context, maintenance, plan.Scratch, cancellationToken).ConfigureAwait(false);
            var create = properties.Create(plan.Scratch, maintenance.Major);
            context.Issue(Instruction.Sql(plan.Target.Maintenance, create));
            await maintenance.ExecuteAsync(create, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            await context
                .RunAsync(Server.ToolsPlace, plan.Restore(directory, format, plan.Scratch), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (CommandFailedException exception)
        {
            throw new CommandFailedException(
                $"The dump of {plan.Target.Name} in {directory} cannot be restored, so it is no backup.\n{exception.Problem}",
                exception.CommandExitCode,
                exception.StandardError,
                "Look at the disk that it was written to and at what pg_restore says, and run the release again.",
                exception
            );
        }
    }

    public async Task DropAllAsync(StepContext context, CancellationToken cancellationToken)
    {
        await using var maintenance = await Session
            .MaintainAsync(Server, cancellationToken)
            .ConfigureAwait(false);
        await DropAsync(context, maintenance, plan.Scratch, cancellationToken).ConfigureAwait(false);
        await DropAsync(context, maintenance, plan.SchemaOnly, cancellationToken).ConfigureAwait(false);
    }

    private async Task DropAsync(
        StepContext context,
        Session maintenance,
        string database,
        CancellationToken cancellationToken
    )
    {
        var drop = BackupPlan.Drop(database);
        context.Issue(Instruction.Sql(plan.Target.Maintenance, drop));
        await maintenance.ExecuteAsync(drop, cancellationToken).ConfigureAwait(false);
    }
}
