using System.Text.Json;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>Dumps a database and fingerprints it under the same snapshot, while the service runs.</summary>
internal sealed class DumpAction(BackupPlan plan)
{
    public const string DirectoryFact = "directory";

    private const string SizeOfTables =
        "SELECT coalesce(sum(pg_table_size(oid)), 0)::bigint FROM pg_catalog.pg_class WHERE relkind = 'r' AND relnamespace NOT IN (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname IN ('pg_catalog', 'information_schema'))";

    private string Database => plan.Target.Name;

    public IReadOnlyList<Instruction> Instructions
    {
        get
        {
            var directory = plan.DirectoryFor(Blank.Of(BackupPlan.TimeBlank));
            var partial = BackupPlan.Partial(directory);
            var place = plan.Target.Server.ToolsPlace;
            return
            [
                Instruction.Sql(Database, Snapshot.Begin),
                Instruction.Sql(Database, Snapshot.Export),
                Instruction.Run(place, plan.DumpSchema(partial)),
                .. plan.Options.Globals == GlobalsBackup.None
                    ? Array.Empty<Instruction>()
                    : [Instruction.Run(plan.DumpGlobals(partial))],
                Instruction.Run(plan.Dump(partial)),
                Instruction.Manual(FingerprintSentence),
                Instruction.Sql(Database, "COMMIT"),
                Instruction.Manual(RenameSentence(directory)),
            ];
        }
    }

    private string FingerprintSentence =>
        $"Under the same snapshot, count and hash the rows of every table of {Database}, its sequences and large objects";

    public async Task RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        RemoveLeftovers();
        var began = context.Time.GetTimestamp();
        var time = Timestamp.Of(context.Time.GetUtcNow());
        var directory = plan.DirectoryFor(time);
        while (Directory.Exists(directory))
        {
            // A name is never used again, even by two dumps within a second.
            await Task.Delay(TimeSpan.FromMilliseconds(250), context.Time, cancellationToken)
                .ConfigureAwait(false);
            time = Timestamp.Of(context.Time.GetUtcNow());
            directory = plan.DirectoryFor(time);
        }

        var partial = BackupPlan.Partial(directory);
        DumpFiles.CreatePrivate(partial);
        try
        {
            await WriteAsync(context, partial, began, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            Directory.Delete(partial, recursive: true);
            throw;
        }

        context.Issue(Instruction.Manual(RenameSentence(directory)));
        DumpFiles.SyncAll(partial);
        DumpFiles.Rename(partial, directory);
        context.Facts.Record(plan.DumpStep, DirectoryFact, directory);
    }

    public string RemoveSentence =>
        $"Remove the directories of this release in {plan.Options.Directory} that have no {BackupManifest.FileName}";

    /// <summary>A dump that was not finished, or not proven, is no backup, and nobody would ever remove it.</summary>
    public Task UndoAsync(StepContext context, CancellationToken _)
    {
        context.Issue(Instruction.Manual(RemoveSentence));
        RemoveLeftovers();
        if (
            context.Facts.Find(plan.DumpStep, DirectoryFact) is { } directory
            && Directory.Exists(directory)
            && !File.Exists(Path.Combine(directory, BackupManifest.FileName))
        )
        {
            Directory.Delete(directory, recursive: true);
        }

        return Task.CompletedTask;
    }

    public Task<Probe> ProbeAsync(StepContext context, CancellationToken _)
    {
        var directory = context.Facts.Find(plan.DumpStep, DirectoryFact);
        return Task.FromResult(
            directory is not null && Directory.Exists(directory)
                ? Probe.Done($"dumped into {directory}")
                : Probe.NotDone()
        );
    }

    private static string RenameSentence(string directory) =>
        $"Flush {BackupPlan.Partial(directory)} to the disk and rename it to {directory}";

    private async Task WriteAsync(
        StepContext context,
        string partial,
        long began,
        CancellationToken cancellationToken
    )
    {
        context.Issue(Instruction.Sql(Database, Snapshot.Begin));
        context.Issue(Instruction.Sql(Database, Snapshot.Export));
        await using var snapshot = await Snapshot
            .TakeAsync(plan.Target, Math.Max(1, plan.Options.Jobs), cancellationToken)
            .ConfigureAwait(false);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var expected = await snapshot
            .Sessions[0]
            .ScalarAsync<long>(SizeOfTables, cancellationToken)
            .ConfigureAwait(false);
        var dump = DumpAsync(context, partial, snapshot.Name, expected, either.Token);
        context.Issue(Instruction.Manual(FingerprintSentence));
        var fingerprint = new FingerprintReader(snapshot.Sessions).ReadAsync(
            plan.Options.ExcludeTableData,
            snapshot.SequencesBefore,
            new Throttled(context.Time, context.Progress).Tell,
            either.Token
        );
        await Together.AllAsync(either, dump, fingerprint).ConfigureAwait(false);
        var content = await fingerprint.ConfigureAwait(false);
        content = content with
        {
            Sequences = await FingerprintReader
                .ReadSequencesAsync(snapshot.Sessions[0], content.Sequences, cancellationToken)
                .ConfigureAwait(false),
        };
        var properties = await DatabaseProperties
            .ReadAsync(snapshot.Sessions[0], Database, cancellationToken)
            .ConfigureAwait(false);
        context.Issue(Instruction.Sql(Database, "COMMIT"));
        await File.WriteAllBytesAsync(
                BackupPlan.Properties(partial),
                JsonSerializer.SerializeToUtf8Bytes(properties, PostgresJson.Default.DatabaseProperties),
                cancellationToken
            )
            .ConfigureAwait(false);
        var record = new DumpRecord(
            Database,
            snapshot.SystemIdentifier,
            snapshot.ServerVersion,
            snapshot.Time,
            snapshot.Lsn,
            context.Time.GetElapsedTime(began).TotalSeconds,
            content
        );
        await File.WriteAllBytesAsync(
                Path.Combine(partial, DumpRecord.FileName),
                JsonSerializer.SerializeToUtf8Bytes(record, PostgresJson.Default.DumpRecord),
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    private async Task DumpAsync(
        StepContext context,
        string partial,
        string snapshot,
        long expected,
        CancellationToken cancellationToken
    )
    {
        var place = plan.Target.Server.ToolsPlace;
        await context
            .RunAsync(
                place,
                plan.DumpSchema(partial).Fill(BackupPlan.SnapshotBlank, snapshot),
                cancellationToken
            )
            .ConfigureAwait(false);
        if (plan.Options.Globals != GlobalsBackup.None)
        {
            await context
                .PipeAsync(plan.DumpGlobals(partial), null, null, cancellationToken)
                .ConfigureAwait(false);
        }

        var dump = plan.Dump(partial).Fill(BackupPlan.SnapshotBlank, snapshot);
        var isCounted = dump.OutputFile is not null;
        var progress = new TransferProgress(
            context.Time,
            context.Progress,
            $"dump of {Database}",
            isCounted ? expected : DumpEstimate.Of(Database, plan.Options, expected).Bytes,
            isExact: false
        );
        var run = context.PipeAsync(dump, null, progress.Report, cancellationToken);
        // Where pg_dump writes by itself, in several files even, the disk tells.
        await Watched
            .RunAsync(
                context.Time,
                run,
                isCounted ? null : _ => Watched.SizeOfAsync(plan.DumpFile(partial)),
                progress.Report
            )
            .ConfigureAwait(false);
    }

    /// <summary>What a killed run of this very release left half-written.</summary>
    private void RemoveLeftovers()
    {
        Directory.CreateDirectory(plan.Options.Directory);
        var own = plan.DirectoryFor("");
        foreach (var left in Directory.EnumerateDirectories(plan.Options.Directory))
        {
            if (
                left.StartsWith(own, StringComparison.Ordinal)
                && left.EndsWith(".partial", StringComparison.Ordinal)
            )
            {
                Directory.Delete(left, recursive: true);
            }
        }
    }
}
