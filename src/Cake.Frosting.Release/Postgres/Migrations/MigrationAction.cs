using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>Migrates in a release, also through the fence, and goes back.</summary>
internal sealed class MigrationAction(
    DatabaseTarget target,
    MigrationOptions options,
    ReleaseIdentity release
)
{
    private readonly Migrator migrator = new(target, options);
    private readonly FencePlan fence = new(target, release);
    private readonly string id = MigrationSteps.IdOf(target);

    public Instruction Instruction(string path) =>
        Steps.Instruction.Sql(
            target.Name,
            $"\\i {path} -- in one transaction with its row in {options.History}, unless it says no-transaction"
        );

    public async Task RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var sessions = fence.IsFenced(context)
            ? await new FencedEntry(fence)
                .EnterAsync(
                    context,
                    2,
                    hasBegun: context.Facts.Find(id, MigrationSteps.BeganFact) is not null,
                    cancellationToken
                )
                .ConfigureAwait(false)
            :
            [
                await Session.OpenAsync(target.Server, target.Name, cancellationToken).ConfigureAwait(false),
                await Session.OpenAsync(target.Server, target.Name, cancellationToken).ConfigureAwait(false),
            ];
        try
        {
            var applied = await migrator
                .ApplyAsync(
                    sessions[0],
                    sessions[1],
                    release.Id,
                    context.Time,
                    context.Progress,
                    script =>
                    {
                        context.Facts.Record(id, MigrationSteps.BeganFact, script.Name);
                        context.Issue(Instruction(script.Path));
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (applied.Count > 0)
            {
                context.Facts.Record(id, "applied", string.Join(", ", applied.Select(script => script.Name)));
            }
        }
        finally
        {
            foreach (var session in sessions)
            {
                await session.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    public Task<Probe> ProbeAsync(StepContext context, FencePlan plan, CancellationToken cancellationToken) =>
        MigrationsPending.ProbeAsync(context, plan, options, cancellationToken);

    public async Task UndoAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (context.Facts.Find(id, MigrationSteps.BeganFact) is null)
        {
            context.Progress($"no migration of {target.Name} began: it stays as it is");
            return;
        }

        if (context.WentLive && !context.AcceptDataLoss || await CanUndoAsync(context, cancellationToken))
        {
            await UndoByScriptsAsync(context, cancellationToken).ConfigureAwait(false);
            return;
        }

        await new SwapBack(fence, id).SwapAsync(context, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>After the release went live: scripts before restoring, whatever the user accepts.</summary>
    private async Task<bool> CanUndoAsync(StepContext context, CancellationToken cancellationToken) =>
        context.WentLive && await migrator.CanUndoAsync(release.Id, cancellationToken).ConfigureAwait(false);

    /// <summary>Refuses a way back from a live release that would lose rows nobody agreed to lose.</summary>
    public async Task CheckUndoAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (
            context.Facts.Find(id, MigrationSteps.BeganFact) is null
            || context.AcceptDataLoss
            || await migrator.CanUndoAsync(release.Id, cancellationToken).ConfigureAwait(false)
        )
        {
            return;
        }

        var changes = await WrittenSinceAsync(context, cancellationToken).ConfigureAwait(false);
        throw new ReleaseRefusedException(
            $"The release was live, and not every migration of {target.Name} has an undo script: going back to the restore point would lose what was written since ({changes}).",
            $"Write the missing files with the ending {MigrationScripts.UndoEnding}, or say --accept-data-loss."
        );
    }

    private async Task UndoByScriptsAsync(StepContext context, CancellationToken cancellationToken)
    {
        await CheckUndoAsync(context, cancellationToken).ConfigureAwait(false);
        var undone = await migrator
            .UndoAsync(release.Id, context.Time, context.Progress, cancellationToken)
            .ConfigureAwait(false);
        context.Progress($"taken back, all rows kept: {string.Join(", ", undone)}");
    }

    private async Task<string> WrittenSinceAsync(StepContext context, CancellationToken cancellationToken)
    {
        var directory = context.Facts.Find($"backup/dump:{target.Label}", DumpAction.DirectoryFact);
        if (directory is null || !File.Exists(Path.Combine(directory, BackupManifest.FileName)))
        {
            return "how much cannot be told without the backup";
        }

        await using var session = await Session
            .OpenAsync(target.Server, target.Name, cancellationToken)
            .ConfigureAwait(false);
        var sequences = await FingerprintReader
            .ReadSequencesAsync(session, null, cancellationToken)
            .ConfigureAwait(false);
        var now = await new FingerprintReader([session])
            .ReadAsync([], sequences, null, cancellationToken)
            .ConfigureAwait(false);
        var changes = ChangesSinceBackup.Find(BackupManifest.Read(directory).Content, now);
        return string.Join("; ", changes.Take(10));
    }
}
