using System.Globalization;
using System.Text.Json;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>Proves a dump as far as is asked for, writes its manifest, and lets old backups go.</summary>
internal sealed class ProofAction(BackupPlan plan)
{
    private const string ProvenFact = "proven";

    private readonly ScratchComparison comparison = new(plan);
    private readonly BackupSeal seal = new(plan);

    private string RetentionSentence =>
        $"Remove backups of {plan.Target.Name} beyond the newest {plan.Options.Keep} in {plan.Options.Directory}, never the newest proven one";

    public IReadOnlyList<Instruction> Instructions
    {
        get
        {
            var directory = plan.DirectoryFor(Blank.Of(BackupPlan.TimeBlank));
            IReadOnlyList<Instruction> proof = plan.Options.Verify switch
            {
                BackupVerification.Restore => comparison.Instructions(directory),
                BackupVerification.List when plan.Options.Format != BackupFormat.Plain =>
                [
                    Instruction.Run(plan.ReadThrough(directory)),
                ],
                BackupVerification.List => [Instruction.Run(plan.ReadEnd(directory))],
                _ => [],
            };
            return
            [
                .. proof,
                .. seal.Instructions(directory),
                Instruction.Manual(ManifestSentence(directory)),
                Instruction.Manual(RetentionSentence),
            ];
        }
    }

    public async Task RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var began = context.Time.GetTimestamp();
        var directory = DirectoryOf(context);
        var record = await ReadRecordAsync(directory, cancellationToken).ConfigureAwait(false);
        // Once it is proven its plain files may be encrypted and gone, and cannot be read again.
        if (context.Facts.Find(plan.CompareStep, ProvenFact) != directory)
        {
            await ProveAsync(context, directory, record, cancellationToken).ConfigureAwait(false);
            context.Facts.Record(plan.CompareStep, ProvenFact, directory);
        }

        await seal.RunAsync(context, directory, cancellationToken).ConfigureAwait(false);
        context.Issue(Instruction.Manual(ManifestSentence(directory)));
        var manifest = new BackupManifest
        {
            ReleaseId = plan.Release.Id,
            Project = plan.Release.Project,
            RunningVersion = plan.Release.PreviousVersion,
            Database = record.Database,
            SystemIdentifier = record.SystemIdentifier,
            ServerVersion = record.ServerVersion,
            ToolVersion = plan.Tools.Version.ToString(),
            Format = plan.Options.Format,
            Compression = plan.Options.Compression,
            IsStreamed = plan.Layout.IsStreamed,
            EncryptedBy = plan.Options.Encryption?.Program,
            Proof = BackupVerdict.Of(plan.Options, record.Content),
            SnapshotTime = record.SnapshotTime,
            Lsn = record.Lsn,
            Verified = plan.Options.Verify,
            Seconds = Math.Round(record.Seconds + context.Time.GetElapsedTime(began).TotalSeconds, 3),
            Files = await DumpFiles.DigestAsync(directory, cancellationToken).ConfigureAwait(false),
            Content = record.Content,
        };
        manifest.Write(directory);
        Record(context, directory, manifest);
        foreach (var sentence in manifest.Proof)
        {
            context.Progress(sentence);
        }

        context.Issue(Instruction.Manual(RetentionSentence));
        foreach (var removed in BackupRetention.Apply(plan.Options, manifest))
        {
            context.Progress($"removed {removed}");
        }
    }

    public Task<Probe> ProbeAsync(StepContext context, CancellationToken _)
    {
        var directory = context.Facts.Find(plan.DumpStep, DumpAction.DirectoryFact);
        return Task.FromResult(
            directory is not null
            && context.Facts.Find(plan.CompareStep, "sha256") is not null
            && File.Exists(Path.Combine(directory, BackupManifest.FileName))
                ? Probe.Done($"proven in {directory}")
                : Probe.NotDone()
        );
    }

    private static string ManifestSentence(string directory) =>
        $"Write the digests of all files and the verdict into {Path.Combine(directory, BackupManifest.FileName)}";

    private static async Task<DumpRecord> ReadRecordAsync(
        string directory,
        CancellationToken cancellationToken
    ) =>
        JsonSerializer.Deserialize(
            await File.ReadAllBytesAsync(Path.Combine(directory, DumpRecord.FileName), cancellationToken)
                .ConfigureAwait(false),
            PostgresJson.Default.DumpRecord
        )!;

    private string DirectoryOf(StepContext context) =>
        context.Facts.Find(plan.DumpStep, DumpAction.DirectoryFact) is { } directory
        && Directory.Exists(directory)
            ? directory
            : throw new ReleaseRefusedException(
                $"There is no dump of {plan.Target.Name} from this release to be proven.",
                "Run the release again from Backup."
            );

    private async Task ProveAsync(
        StepContext context,
        string directory,
        DumpRecord record,
        CancellationToken cancellationToken
    )
    {
        if (plan.Options.Globals != GlobalsBackup.None)
        {
            var globals = BackupPlan.Globals(directory);
            PlainDump.CheckEnd(globals, File.ReadLines(globals));
        }

        switch (plan.Options.Verify)
        {
            case BackupVerification.Restore:
                await comparison
                    .RunAsync(context, directory, record.Content, record.SnapshotTime, cancellationToken)
                    .ConfigureAwait(false);
                break;
            case BackupVerification.List when plan.Options.Format == BackupFormat.Plain:
                var lines = new System.Collections.Concurrent.ConcurrentQueue<string>();
                await context
                    .PipeAsync(plan.ReadEnd(directory), lines.Enqueue, null, cancellationToken)
                    .ConfigureAwait(false);
                PlainDump.CheckEnd(plan.DumpFile(directory), lines);
                break;
            case BackupVerification.List:
                await context
                    .PipeAsync(plan.ReadThrough(directory), null, null, cancellationToken)
                    .ConfigureAwait(false);
                break;
            default:
                context.Warn(
                    $"The backup of {plan.Target.Name} is not proven (verify: none): whether it can be restored is not known."
                );
                break;
        }
    }

    private void Record(StepContext context, string directory, BackupManifest manifest)
    {
        void Fact(string name, string value) => context.Facts.Record(plan.CompareStep, name, value);
        Fact("database", manifest.Database);
        Fact("file", plan.KeptFile(directory));
        Fact("proof", string.Join('\n', manifest.Proof));
        Fact("bytes", manifest.Bytes.ToString(CultureInfo.InvariantCulture));
        Fact("verified", manifest.Verified.ToString().ToLowerInvariant());
        Fact("tables", manifest.Content.Tables.Count.ToString(CultureInfo.InvariantCulture));
        Fact("rows", manifest.Content.Rows.ToString(CultureInfo.InvariantCulture));
        Fact("seconds", manifest.Seconds.ToString(CultureInfo.InvariantCulture));
        Fact("sha256", manifest.Sha256);
    }
}
