using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>Compares a restored database with the fingerprint and the schema of the snapshot it was dumped from.</summary>
internal sealed class ScratchComparison(BackupPlan plan)
{
    private PostgresServer Server => plan.Target.Server;

    private string CompareSentence =>
        $"Count and hash the rows of every table of {plan.Scratch}, its sequences and large objects, and compare them with the snapshot's";

    private string SchemaSentence =>
        $"Compare the two schemas; where their wording differs, once more after a round trip through {plan.SchemaOnly}";

    public IReadOnlyList<Instruction> Instructions(string directory) =>
        [
            Instruction.Manual(CompareSentence),
            Instruction.Run(Server.ToolsPlace, DumpScratchSchema(directory)),
            Instruction.Manual(SchemaSentence),
            Instruction.Manual(DatabaseProperties.Sentence(plan.Target.Name, plan.Scratch)),
        ];

    /// <exception cref="ReleaseRefusedException">They differ; every difference is named.</exception>
    public async Task RunAsync(
        StepContext context,
        string directory,
        Fingerprint content,
        DateTimeOffset snapshotTime,
        CancellationToken cancellationToken
    )
    {
        context.Issue(Instruction.Manual(CompareSentence));
        var restored = await FingerprintAsync(context, cancellationToken).ConfigureAwait(false);
        var differences = FingerprintDifferences.Find(content, restored).ToList();
        DumpFiles.CreatePrivate(ProofDirectory(directory));
        try
        {
            var schema = await SchemaAsync(context, directory, cancellationToken).ConfigureAwait(false);
            differences.AddRange(
                await CompareSchemasAsync(context, directory, schema, cancellationToken).ConfigureAwait(false)
            );
        }
        finally
        {
            Directory.Delete(ProofDirectory(directory), recursive: true);
        }

        if (differences.Count > 0)
        {
            const int shown = 20;
            var more = differences.Count > shown ? $"\n    - … and {differences.Count - shown} more" : "";
            throw new ReleaseRefusedException(
                $"The backup of {plan.Target.Name} in {directory} lies: restored into {plan.Scratch}, it is not what the database held at {snapshotTime:u}:\n    - {string.Join("\n    - ", differences.Take(shown))}{more}",
                "Do not release on it. Find out who or what changed the dump, and back up again."
            );
        }

        context.Issue(Instruction.Manual(DatabaseProperties.Sentence(plan.Target.Name, plan.Scratch)));
        await using var maintenance = await Session
            .MaintainAsync(Server, cancellationToken)
            .ConfigureAwait(false);
        var properties = await new OriginalProperties(plan)
            .ReadAsync(context, maintenance, directory, cancellationToken)
            .ConfigureAwait(false);
        await properties.ApplyAsync(maintenance, plan.Scratch, cancellationToken).ConfigureAwait(false);
    }

    private static string ProofDirectory(string directory) => directory + ".proof";

    private static NormalisedSchema Parse(string file) => NormalisedSchema.Parse(File.ReadLines(file));

    private Command DumpScratchSchema(string directory) =>
        ToolCommands.DumpSchema(
            Server,
            plan.Tools,
            plan.Scratch,
            Path.Combine(ProofDirectory(directory), "restored.sql"),
            null
        );

    private async Task<Fingerprint> FingerprintAsync(StepContext context, CancellationToken cancellationToken)
    {
        var sessions = new List<Session>();
        try
        {
            for (var i = 0; i < Math.Max(1, plan.Options.Jobs); i++)
            {
                sessions.Add(
                    await Session.OpenAsync(Server, plan.Scratch, cancellationToken).ConfigureAwait(false)
                );
            }

            var sequences = await FingerprintReader
                .ReadSequencesAsync(sessions[0], null, cancellationToken)
                .ConfigureAwait(false);
            return await new FingerprintReader(sessions)
                .ReadAsync(
                    [],
                    sequences,
                    new Throttled(context.Time, context.Progress).Tell,
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        finally
        {
            foreach (var session in sessions)
            {
                await session.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>The schema as it was dumped; decrypted, where the backup was sealed before.</summary>
    private async Task<string> SchemaAsync(
        StepContext context,
        string directory,
        CancellationToken cancellationToken
    )
    {
        var schema = BackupPlan.Schema(directory);
        if (File.Exists(schema) || plan.Options.Encryption is not { Identity: not null } encryption)
        {
            return schema;
        }

        var decrypt = Pipeline.Of(new ThisMachine(), encryption.Decrypt()) with
        {
            InputFile = schema + encryption.Extension,
            OutputFile = BackupPlan.Schema(ProofDirectory(directory)),
        };
        await context.PipeAsync(decrypt, null, null, cancellationToken).ConfigureAwait(false);
        return decrypt.OutputFile;
    }

    private async Task<IReadOnlyList<string>> CompareSchemasAsync(
        StepContext context,
        string directory,
        string schema,
        CancellationToken cancellationToken
    )
    {
        var dump = DumpScratchSchema(directory);
        await context.RunAsync(Server.ToolsPlace, dump, cancellationToken).ConfigureAwait(false);
        context.Issue(Instruction.Manual(SchemaSentence));
        var restored = Parse(Path.Combine(ProofDirectory(directory), "restored.sql"));
        var differences = Parse(schema).DifferencesOf(restored);
        if (differences.Count == 0)
        {
            return differences;
        }

        // PostgreSQL prints some expressions differently once they were restored: CHECK (x IN ('a')) on a varchar,
        // for one. So the original's schema takes the same way as the restored one before they are compared.
        var again = Path.Combine(ProofDirectory(directory), "again.sql");
        await using var maintenance = await Session
            .MaintainAsync(Server, cancellationToken)
            .ConfigureAwait(false);
        await maintenance
            .ExecuteAsync(BackupPlan.Drop(plan.SchemaOnly), cancellationToken)
            .ConfigureAwait(false);
        var properties = await new OriginalProperties(plan)
            .ReadAsync(context, maintenance, directory, cancellationToken)
            .ConfigureAwait(false);
        await maintenance
            .ExecuteAsync(properties.Create(plan.SchemaOnly, maintenance.Major), cancellationToken)
            .ConfigureAwait(false);
        try
        {
            var script = ToolCommands.RunScript(Server, plan.Tools, plan.SchemaOnly, schema);
            await context.LookAsync(Server.ToolsPlace, script, cancellationToken).ConfigureAwait(false);
            var second = ToolCommands.DumpSchema(Server, plan.Tools, plan.SchemaOnly, again, null);
            await context.LookAsync(Server.ToolsPlace, second, cancellationToken).ConfigureAwait(false);
            return Parse(again).DifferencesOf(restored);
        }
        finally
        {
            await maintenance
                .ExecuteAsync(BackupPlan.Drop(plan.SchemaOnly), CancellationToken.None)
                .ConfigureAwait(false);
        }
    }
}
