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
            await maintenance
                .IssueAsync(context, plan.Target, create, cancellationToken)
                .ConfigureAwait(false);
        }

        try
        {
            await RestoreAsync(context, directory, cancellationToken).ConfigureAwait(false);
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

    /// <summary>What is read from a pipe is counted there; else the scratch database grows to the size of the live one.</summary>
    private async Task RestoreAsync(
        StepContext context,
        string directory,
        CancellationToken cancellationToken
    )
    {
        var restore = plan.Restore(directory, plan.Scratch);
        var isCounted = restore.InputFile is { } file && File.Exists(file);
        await using var maintenance = await Session
            .MaintainAsync(Server, cancellationToken)
            .ConfigureAwait(false);
        var progress = new TransferProgress(
            context.Time,
            context.Progress,
            $"restore of {plan.Target.Name}",
            isCounted
                ? new FileInfo(restore.InputFile!).Length
                : await SizeAsync(maintenance, plan.Target.Name, cancellationToken).ConfigureAwait(false),
            isExact: isCounted
        );
        var run = context.PipeAsync(restore, null, progress.Report, cancellationToken);
        await Watched
            .RunAsync(
                context.Time,
                run,
                isCounted ? null : token => SizeAsync(maintenance, plan.Scratch, token),
                progress.Report
            )
            .ConfigureAwait(false);
    }

    /// <summary>0 for a database that is gone, or may not be asked.</summary>
    private static Task<long> SizeAsync(
        Session maintenance,
        string database,
        CancellationToken cancellationToken
    ) =>
        maintenance.ScalarAsync<long>(
            "SELECT coalesce((SELECT pg_database_size(oid) FROM pg_catalog.pg_database WHERE datname = $1 AND has_database_privilege(oid, 'CONNECT')), 0)",
            cancellationToken,
            database
        );

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

    private Task DropAsync(
        StepContext context,
        Session maintenance,
        string database,
        CancellationToken cancellationToken
    ) => maintenance.IssueAsync(context, plan.Target, BackupPlan.Drop(database), cancellationToken);
}
