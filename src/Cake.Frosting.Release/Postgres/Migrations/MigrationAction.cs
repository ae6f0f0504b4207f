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

    private string Failed => DatabaseNames.Failed(target.Name, release.DatabaseSuffix);

    public Instruction Instruction(string path) =>
        Steps.Instruction.Sql(
            target.Name,
            $"\\i {path} -- in one transaction with its row in {options.History}, unless it says no-transaction"
        );

    public async Task RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var entry = await EnterAsync(context, cancellationToken).ConfigureAwait(false);
        var sessions = entry.Sessions;
        try
        {
            if (!entry.Quiet && context.Facts.Find(id, MigrationSteps.BeganFact) is null)
            {
                await RefuseWrittenAsync(context, sessions, cancellationToken).ConfigureAwait(false);
            }

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

        var point = context.Facts.Find(fence.RestorePointStep, FencePlan.RestorePointFact);
        if (point is null && context.AcceptDataLoss)
        {
            point = DatabaseNames.Scratch(target.Name, release.DatabaseSuffix);
        }

        if (point is null)
        {
            throw new ReleaseRefusedException(
                $"A migration of {target.Name} began and no restore point was taken.",
                "Restore its backup: --target=Restore; or go back to the scratch database of the backup, without what was written since: --accept-data-loss."
            );
        }

        await new DatabaseSwap(target, point, Failed)
            .RunAsync(context, cancellationToken)
            .ConfigureAwait(false);
        context.Facts.Record(id, "keptAside", Failed);
        context.Progress($"{point} is {target.Name} again; the migrated database is kept as {Failed}");
    }

    private async Task<FenceEntry> EnterAsync(StepContext context, CancellationToken cancellationToken) =>
        fence.IsFenced(context)
            ? await new Fence(target).EnterAsync(context.Time, 2, cancellationToken).ConfigureAwait(false)
            : new FenceEntry(
                [
                    await Session
                        .OpenAsync(target.Server, target.Name, cancellationToken)
                        .ConfigureAwait(false),
                    await Session
                        .OpenAsync(target.Server, target.Name, cancellationToken)
                        .ConfigureAwait(false),
                ],
                true
            );

    /// <summary>
    /// A client that slipped in while the fence was opened for us may have written what the restore point lacks. The
    /// migration has not begun, so refusing now loses nothing.
    /// </summary>
    private async Task RefuseWrittenAsync(
        StepContext context,
        IReadOnlyList<Session> live,
        CancellationToken cancellationToken
    )
    {
        if (context.Facts.Find(fence.RestorePointStep, FencePlan.RestorePointFact) is not { } point)
        {
            return;
        }

        await using var session = await Session
            .OpenAsync(target.Server, point, cancellationToken)
            .ConfigureAwait(false);
        var before = await ReadAsync([session], cancellationToken).ConfigureAwait(false);
        var differences = FingerprintDifferences.Find(
            await ReadAsync(live, cancellationToken).ConfigureAwait(false),
            before
        );
        if (differences.Count > 0)
        {
            throw new ReleaseRefusedException(
                $"Somebody wrote to {target.Name} after its restore point {point} was taken: there, {string.Join("; ", differences.Take(5))}. No migration has begun.",
                "Stop the clients that still connect to it, and release again."
            );
        }
    }

    private static async Task<Fingerprint> ReadAsync(
        IReadOnlyList<Session> sessions,
        CancellationToken cancellationToken
    ) =>
        await new FingerprintReader(sessions)
            .ReadAsync(
                [],
                await FingerprintReader
                    .ReadSequencesAsync(sessions[0], null, cancellationToken)
                    .ConfigureAwait(false),
                null,
                cancellationToken
            )
            .ConfigureAwait(false);

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
