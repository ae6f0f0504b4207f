using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>The steps that bring a database back from a backup on disk, proven before it takes the live one's place.</summary>
public static class RestoreSteps
{
    /// <summary>
    /// <c>restore/check:NAME</c>, <c>restore/losses:NAME</c>, <c>restore/into:NAME</c>, <c>restore/compare:NAME</c>
    /// and <c>restore/swap:NAME</c>. Only the last one touches the live database, which is kept aside.
    /// </summary>
    /// <param name="target">The database.</param>
    /// <param name="tools">PostgreSQL's programs.</param>
    /// <param name="backup">The backup.</param>
    /// <param name="options">How it is restored.</param>
    /// <param name="release">The identity of this restore; it names the databases.</param>
    public static IReadOnlyList<Step> For(
        DatabaseTarget target,
        PostgresTools tools,
        Backup backup,
        RestoreOptions options,
        ReleaseIdentity release
    )
    {
        ArgumentNullException.ThrowIfNull(backup);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(options);
        var dump = new BackupOptions
        {
            Directory = Path.GetDirectoryName(Path.GetFullPath(backup.Directory))!,
            Format = backup.Manifest.Format,
            Jobs = options.Jobs,
            Encryption = backup.Manifest.EncryptedBy is { } program
                ? new BackupEncryption(program, [], options.Identity)
                : null,
        };
        var plan = new BackupPlan(target, tools, dump, release) { Layout = DumpLayout.Of(backup.Manifest) };
        var losses = new RestoreLosses(target, backup, options);
        var label = target.Label;
        return
        [
            Check(target, backup, label, options),
            Losses(losses, target, label),
            Into(plan, backup, label),
            Compare(plan, backup, label),
            RestoreSwap.For(plan, losses, options),
        ];
    }

    private static Step Losses(RestoreLosses losses, DatabaseTarget target, string label) =>
        new()
        {
            Id = $"restore/losses:{label}",
            Stage = Stage.Backup,
            Title = $"Find out what {target.Name} would lose",
            Instructions = [Instruction.Manual(losses.Sentence)],
            Act = losses.CheckAsync,
        };

    private static Step Check(DatabaseTarget target, Backup backup, string label, RestoreOptions options)
    {
        var sentence = Instruction.Manual(
            $"Check the digests of {backup.Directory}, and that it is of the database {target.Name} of this cluster"
        );
        return new Step
        {
            Id = $"restore/check:{label}",
            Stage = Stage.Backup,
            Title = $"Check the backup {backup.Directory}",
            Instructions = [sentence],
            Act = async (context, cancellationToken) =>
            {
                context.Issue(sentence);
                if (backup.Manifest.EncryptedBy is { } program && options.Identity is null)
                {
                    throw new ReleaseRefusedException(
                        $"The backup {backup.Directory} is encrypted by {program.ToString().ToLowerInvariant()}, and no identity is configured to decrypt it.",
                        "Bring the private key to this machine, and name it in backup/encrypt/identity."
                    );
                }

                var manifest = await BackupManifest
                    .VerifyAsync(backup.Directory, cancellationToken)
                    .ConfigureAwait(false);
                await using var maintenance = await Session
                    .MaintainAsync(target.Server, cancellationToken)
                    .ConfigureAwait(false);
                var here = await Databases
                    .SystemIdentifierAsync(maintenance, cancellationToken)
                    .ConfigureAwait(false);
                Refuse(manifest, target, here, options.AcceptDataLoss);
            },
        };
    }

    private static void Refuse(BackupManifest manifest, DatabaseTarget target, string cluster, bool accepted)
    {
        if (manifest.Database != target.Name)
        {
            throw new ReleaseRefusedException(
                $"The backup is of the database {manifest.Database}, not of {target.Name}.",
                "Choose a backup of this database."
            );
        }

        if (manifest.SystemIdentifier != cluster)
        {
            throw new ReleaseRefusedException(
                $"The backup is of the cluster {manifest.SystemIdentifier}; {target.Server} is {cluster}.",
                "Choose a backup of this cluster; one of another is restored by hand, with pg_restore."
            );
        }

        if (manifest.Verified != BackupVerification.Restore && !accepted)
        {
            throw new ReleaseRefusedException(
                "The backup was never proven by a restore.",
                "Choose a proven one, or say --accept-data-loss."
            );
        }
    }

    private static Step Into(BackupPlan plan, Backup backup, string label)
    {
        var scratch = new ScratchRestore(plan);
        return new Step
        {
            Id = $"restore/into:{label}",
            Stage = Stage.Backup,
            Title = $"Restore it into {plan.Scratch}",
            Instructions = scratch.Instructions(backup.Directory),
            Act = (context, cancellationToken) =>
                scratch.RunAsync(context, backup.Directory, cancellationToken),
            Undo = new Undo
            {
                Title = $"Drop {plan.Scratch}",
                Instructions =
                [
                    Instruction.Sql(plan.Target.Maintenance, BackupPlan.Drop(plan.Scratch)),
                    Instruction.Sql(plan.Target.Maintenance, BackupPlan.Drop(plan.SchemaOnly)),
                ],
                Act = scratch.DropAllAsync,
            },
        };
    }

    private static Step Compare(BackupPlan plan, Backup backup, string label)
    {
        var comparison = new ScratchComparison(plan);
        return new Step
        {
            Id = $"restore/compare:{label}",
            Stage = Stage.Backup,
            Title = $"Compare {plan.Scratch} with what the manifest says",
            Instructions = comparison.Instructions(backup.Directory),
            Act = (context, cancellationToken) =>
                comparison.RunAsync(
                    context,
                    backup.Directory,
                    backup.Manifest.Content,
                    backup.Manifest.SnapshotTime,
                    cancellationToken
                ),
        };
    }
}
