using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>
/// Tells under the fence what was written since the backup's snapshot: by the write-ahead log, and where that cannot
/// tell, by counting and hashing everything again.
/// </summary>
internal sealed class WrittenSinceBackup(FencePlan plan, BackupOptions? backup)
{
    /// <summary>How often clients may come to light that were still connecting when the fence closed.</summary>
    private const int Rounds = 5;

    private readonly Fence fence = new(plan.Target);
    private readonly WalJudge judge = new(plan.Target);

    /// <summary>What was written since the backup, or why that cannot be told; empty where nothing was.</summary>
    public async Task<IReadOnlyList<string>> FindAsync(
        StepContext context,
        CancellationToken cancellationToken
    )
    {
        var directory = context.Facts.Find($"backup/dump:{plan.Target.Label}", DumpAction.DirectoryFact);
        if (backup is null || directory is null)
        {
            return ["there is no backup of this release to compare with"];
        }

        BackupManifest manifest;
        try
        {
            manifest = BackupManifest.Read(directory);
        }
        catch (ReleaseRefusedException exception)
        {
            return [exception.Problem];
        }

        if (manifest.Verified != BackupVerification.Restore)
        {
            return ["the backup was not restored, so there is no scratch database to go back to"];
        }

        if (manifest.Content.Tables.FirstOrDefault(table => table.Excluded && table.Rows > 0) is { } excluded)
        {
            return [$"the backup leaves out the rows of {excluded.Label}"];
        }

        var scratch = DatabaseNames.Scratch(plan.Target.Name, plan.Release.DatabaseSuffix);
        return await Databases
            .ExistsAsync(plan.Target.Server, scratch, cancellationToken)
            .ConfigureAwait(false)
            ? await SinceAsync(context, manifest.Content, cancellationToken).ConfigureAwait(false)
            : [$"the scratch database {scratch} is gone"];
    }

    private async Task<IReadOnlyList<string>> SinceAsync(
        StepContext context,
        Fingerprint before,
        CancellationToken cancellationToken
    )
    {
        if (WalMark.Find(context.Facts, WalMarkStep.IdOf(plan.Target)) is { } mark)
        {
            var verdict = await ByLogAsync(context, mark, before, cancellationToken).ConfigureAwait(false);
            if (verdict.Finding != WalFinding.Unclear)
            {
                context.Facts.Record(plan.RestorePointStep, "method", "write-ahead log");
                return verdict.Changes;
            }

            context.Progress(
                $"the write-ahead log cannot tell what was written ({verdict.Reason}): everything is counted and hashed again"
            );
        }

        context.Facts.Record(plan.RestorePointStep, "method", "contents");
        return await ByContentsAsync(context, before, cancellationToken).ConfigureAwait(false);
    }

    private async Task<WalVerdict> ByLogAsync(
        StepContext context,
        WalMark mark,
        Fingerprint before,
        CancellationToken cancellationToken
    )
    {
        var entry = await fence.EnterAsync(context.Time, 1, cancellationToken).ConfigureAwait(false);
        await using var inside = entry.Sessions[0];
        if (await KeepsOwnTablesAsync(inside, cancellationToken).ConfigureAwait(false))
        {
            return WalVerdict.Written([OwnTables]);
        }

        var progress = WalProgress.Find(context.Facts, WalReadAheadStep.IdOf(plan.Target), mark);
        for (var round = 0; round < Rounds; round++)
        {
            (var verdict, progress) = await judge
                .JudgeAsync(inside, mark, progress, context.Time, cancellationToken)
                .ConfigureAwait(false);
            await using var maintenance = await Session
                .MaintainAsync(plan.Target.Server, cancellationToken)
                .ConfigureAwait(false);
            var late = await fence
                .ClearAsync(context.Time, maintenance, entry.Sessions, cancellationToken)
                .ConfigureAwait(false);
            if (verdict.Finding == WalFinding.Unclear)
            {
                return verdict;
            }

            if (late == 0)
            {
                return await WithTheUnloggedAsync(inside, verdict, mark, before, cancellationToken)
                    .ConfigureAwait(false);
            }
        }

        return WalVerdict.Unclear("clients keep coming through the fence");
    }

    /// <summary>
    /// A sequence is logged only every 32 values, and what the shared catalogs say of the database is logged for no
    /// database: both are compared.
    /// </summary>
    private async Task<WalVerdict> WithTheUnloggedAsync(
        Session inside,
        WalVerdict verdict,
        WalMark mark,
        Fingerprint before,
        CancellationToken cancellationToken
    )
    {
        var sequences = await FingerprintReader
            .ReadSequencesAsync(inside, null, cancellationToken)
            .ConfigureAwait(false);
        var kept = await judge.KeptPropertiesAsync(mark, cancellationToken).ConfigureAwait(false);
        string[] changes =
        [
            .. verdict.Changes.Union(ChangesSinceBackup.Sequences(before.Sequences, sequences)),
            .. kept ? Array.Empty<string>() : ["the database's owner, privileges or settings"],
        ];
        return changes.Length == 0 ? verdict : WalVerdict.Written(changes);
    }

    private const string OwnTables = "an extension keeps tables of its own, which are not compared";

    private static Task<bool> KeepsOwnTablesAsync(Session inside, CancellationToken cancellationToken) =>
        inside.ScalarAsync<bool>(
            "SELECT EXISTS (SELECT FROM pg_catalog.pg_extension WHERE extconfig IS NOT NULL)",
            cancellationToken
        );

    private async Task<IReadOnlyList<string>> ByContentsAsync(
        StepContext context,
        Fingerprint before,
        CancellationToken cancellationToken
    )
    {
        var entry = await fence
            .EnterAsync(context.Time, Math.Max(1, backup!.Jobs), cancellationToken)
            .ConfigureAwait(false);
        var sessions = entry.Sessions;
        try
        {
            if (await KeepsOwnTablesAsync(sessions[0], cancellationToken).ConfigureAwait(false))
            {
                return [OwnTables];
            }

            var sequences = await FingerprintReader
                .ReadSequencesAsync(sessions[0], null, cancellationToken)
                .ConfigureAwait(false);
            var now = await new FingerprintReader(sessions)
                .ReadAsync([], sequences, context.Progress, cancellationToken)
                .ConfigureAwait(false);
            await using var maintenance = await Session
                .MaintainAsync(plan.Target.Server, cancellationToken)
                .ConfigureAwait(false);
            // A client that was just connecting when the fence closed may have come to light since.
            var late = await fence
                .ClearAsync(context.Time, maintenance, sessions, cancellationToken)
                .ConfigureAwait(false);
            var changes = ChangesSinceBackup.Find(before, now);
            return late > 0 ? [$"{late} clients were still connecting", .. changes] : changes;
        }
        finally
        {
            foreach (var session in sessions)
            {
                await session.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}
