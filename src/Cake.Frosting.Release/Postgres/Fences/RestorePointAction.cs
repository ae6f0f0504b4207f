using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>
/// Decides under the fence which database is the way back: the proven scratch database where nothing was written
/// since its snapshot, else a clone.
/// </summary>
internal sealed class RestorePointAction(FencePlan plan, PostgresTools tools, BackupOptions? backup)
{
    private readonly Fence fence = new(plan.Target);

    private string LookSentence =>
        $"Count and hash {plan.Target.Name} again under the fence, and compare it with its backup; only if anything differs go on";

    public IReadOnlyList<Instruction> Instructions =>
        [
            Instruction.Manual(LookSentence),
            Instruction.Sql(plan.Target.Maintenance, BackupPlan.Drop(plan.CloneName)),
            Instruction.Sql(plan.Target.Maintenance, plan.CreateClone(tools.Version.Major)),
            Instruction.Manual(DatabaseProperties.Sentence(plan.Target.Name, plan.CloneName)),
        ];

    public IReadOnlyList<Instruction> UndoInstructions =>
        [Instruction.Sql(plan.Target.Maintenance, BackupPlan.Drop(plan.CloneName))];

    public async Task RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        context.Issue(Instruction.Manual(LookSentence));
        var changes = await ChangesAsync(context, cancellationToken).ConfigureAwait(false);
        if (changes.Count == 0)
        {
            var scratch = DatabaseNames.Scratch(plan.Target.Name, plan.Release.DatabaseSuffix);
            context.Facts.Record(plan.RestorePointStep, "kind", "scratch");
            context.Facts.Record(plan.RestorePointStep, FencePlan.RestorePointFact, scratch);
            context.Progress($"nothing was written since the backup: {scratch} is the restore point");
            return;
        }

        context.Progress($"since the backup: {string.Join("; ", changes.Take(5))}");
        context.Facts.Record(plan.RestorePointStep, "changes", string.Join("; ", changes.Take(50)));
        await using var maintenance = await Session
            .MaintainAsync(plan.Target.Server, cancellationToken)
            .ConfigureAwait(false);
        await ExecuteAsync(context, maintenance, BackupPlan.Drop(plan.CloneName), cancellationToken)
            .ConfigureAwait(false);
        await ExecuteAsync(context, maintenance, plan.CreateClone(maintenance.Major), cancellationToken)
            .ConfigureAwait(false);
        context.Issue(Instruction.Manual(DatabaseProperties.Sentence(plan.Target.Name, plan.CloneName)));
        var properties = await DatabaseProperties
            .ReadAsync(maintenance, plan.Target.Name, cancellationToken)
            .ConfigureAwait(false);
        await properties.ApplyAsync(maintenance, plan.CloneName, cancellationToken).ConfigureAwait(false);
        context.Facts.Record(plan.RestorePointStep, "kind", "clone");
        context.Facts.Record(plan.RestorePointStep, FencePlan.RestorePointFact, plan.CloneName);
    }

    public async Task UndoAsync(StepContext context, CancellationToken cancellationToken)
    {
        await using var maintenance = await Session
            .MaintainAsync(plan.Target.Server, cancellationToken)
            .ConfigureAwait(false);
        await ExecuteAsync(context, maintenance, BackupPlan.Drop(plan.CloneName), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>What was written since the backup, or why that cannot be told; empty where nothing was.</summary>
    private async Task<IReadOnlyList<string>> ChangesAsync(
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
            ? await CompareAsync(context, manifest.Content, cancellationToken).ConfigureAwait(false)
            : [$"the scratch database {scratch} is gone"];
    }

    private async Task<IReadOnlyList<string>> CompareAsync(
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
            var special = await sessions[0]
                .ScalarAsync<bool>(
                    "SELECT EXISTS (SELECT FROM pg_catalog.pg_extension WHERE extconfig IS NOT NULL)",
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (special)
            {
                return ["an extension keeps tables of its own, which are not compared"];
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

    private async Task ExecuteAsync(
        StepContext context,
        Session maintenance,
        string sql,
        CancellationToken cancellationToken
    )
    {
        context.Issue(Instruction.Sql(plan.Target.Maintenance, sql));
        await maintenance.ExecuteAsync(sql, cancellationToken).ConfigureAwait(false);
    }
}
