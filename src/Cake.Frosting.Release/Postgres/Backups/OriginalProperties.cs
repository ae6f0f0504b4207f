using System.Collections.Concurrent;
using System.Text.Json;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>
/// The owner, encoding, privileges and settings that a restored database gets: those of the live one, or where that is
/// gone those that were noted when it was backed up.
/// </summary>
internal sealed class OriginalProperties(BackupPlan plan)
{
    public async Task<DatabaseProperties> ReadAsync(
        StepContext context,
        Session maintenance,
        string directory,
        CancellationToken cancellationToken
    )
    {
        if (
            await Databases
                .ExistsAsync(maintenance, plan.Target.Name, cancellationToken)
                .ConfigureAwait(false)
        )
        {
            return await DatabaseProperties
                .ReadAsync(maintenance, plan.Target.Name, cancellationToken)
                .ConfigureAwait(false);
        }

        if (await NotedAsync(context, directory, cancellationToken).ConfigureAwait(false) is { } noted)
        {
            return noted;
        }

        context.Progress(
            $"{plan.Target.Name} is gone, and its backup does not say whose it was: it gets the server's defaults, and {plan.Target.Server.User} for its owner"
        );
        var empty = await DatabaseProperties
            .ReadAsync(maintenance, "template0", cancellationToken)
            .ConfigureAwait(false);
        return empty with
        {
            Owner = plan.Target.Server.User,
            Comment = null,
            PublicMayConnect = true,
            Grants = ["GRANT CONNECT, TEMPORARY ON DATABASE ‹database› TO PUBLIC"],
            Settings = [],
        };
    }

    /// <summary>Decrypted, where the backup was sealed; backups of earlier versions of the tool have none.</summary>
    private async Task<DatabaseProperties?> NotedAsync(
        StepContext context,
        string directory,
        CancellationToken cancellationToken
    )
    {
        var file = BackupPlan.Properties(directory);
        if (File.Exists(file))
        {
            return Parse(await File.ReadAllTextAsync(file, cancellationToken).ConfigureAwait(false));
        }

        if (
            plan.Options.Encryption is not { Identity: not null } encryption
            || !File.Exists(file + encryption.Extension)
        )
        {
            return null;
        }

        var lines = new ConcurrentQueue<string>();
        var decrypt = Pipeline.Of(new ThisMachine(), encryption.Decrypt()) with
        {
            InputFile = file + encryption.Extension,
        };
        await context.PipeAsync(decrypt, lines.Enqueue, null, cancellationToken).ConfigureAwait(false);
        return Parse(string.Join('\n', lines));
    }

    private static DatabaseProperties Parse(string text) =>
        JsonSerializer.Deserialize(text, PostgresJson.Default.DatabaseProperties)!;
}
