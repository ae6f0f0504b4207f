using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>Restores a dump into a scratch database beside the live one.</summary>
internal sealed class ScratchRestore(BackupPlan plan)
{
    private PostgresServer Server => plan.Target.Server;

    public IReadOnlyList<Instruction> Instructions(string directory) =>
        [
            Instruction.Sql(plan.Target.Maintenance, BackupPlan.Drop(plan.Scratch)),
            Instruction.Sql(plan.Target.Maintenance, plan.CreateScratch),
            Instruction.Run(plan.Restore(directory, plan.Scratch)),
        ];

    public async Task RunAsync(StepContext context, string directory, CancellationToken cancellationToken)
    {
        await using (
            var maintenance = await Session.MaintainAsync(Server, cancellationToken).ConfigureAwait(false)
        )
        {
            var properties = await new OriginalProperties(plan)
                .ReadAsync(context, maintenance, directory, cancellationToken)
                .ConfigureAwait(false);
            await DropAsync(context, maintenance, plan.Scratch, cancellationToken).ConfigureAwait(false);
            var create = properties.Create(plan.Scratch, maintenance.Major);
            context.Issue(Instruction.Sql(plan.Target.Maintenance, create));
            await maintenance.ExecuteAsync(create, cancellationToken).ConfigureAwait(false);
        }

        var restore = plan.Restore(directory, plan.Scratch);
        var progress = new TransferProgress(
            context.Time,
            context.Progress,
            $"restore of {plan.Target.Name}",
            restore.InputFile is { } file && File.Exists(file) ? new FileInfo(file).Length : 0,
            isExact: true
        );
        try
        {
            await context.PipeAsync(restore, null, progress.Report, cancellationToken).ConfigureAwait(false);
        }
        catch (CommandFailedException exception)
        {
            throw new CommandFailedException(
                $"The dump of {plan.Target.Name} in {directory} cannot be restored, so it is no backup.\n{exception.Problem}",
                exception.CommandExitCode,
                exception.StandardError,
                WayOut(exception.StandardError),
                exception
            );
        }
    }

    private static string WayOut(string said) =>
        said.Contains("role \"", StringComparison.Ordinal)
        && said.Contains("does not exist", StringComparison.Ordinal)
            ? "A role that owns something in it, or may use it, is gone: create it again, as globals.sql of the backup has it."
            : "Look at the disk that it was written to and at what is said above, and run the release again.";

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
