using System.Globalization;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>What a database holds and a backup of it does not: a restore would lose it.</summary>
internal sealed class RestoreLosses(DatabaseTarget target, Backup backup, RestoreOptions options)
{
    private readonly Fence fence = new(target);

    public string Sentence =>
        $"Count and hash {target.Name} and compare it with the manifest: refuse where rows would be lost";

    /// <summary>Looks while the service runs, so that a restore which will be refused is refused at once.</summary>
    public async Task CheckAsync(StepContext context, CancellationToken cancellationToken)
    {
        context.Issue(Instruction.Manual(Sentence));
        if (!await Databases.ExistsAsync(target.Server, target.Name, cancellationToken).ConfigureAwait(false))
        {
            context.Progress($"{target.Name} is gone: there is nothing left to lose");
            return;
        }

        var sessions = new List<Session>();
        try
        {
            for (var i = 0; i < Math.Max(1, options.Jobs); i++)
            {
                sessions.Add(
                    await Session
                        .OpenAsync(target.Server, target.Name, cancellationToken)
                        .ConfigureAwait(false)
                );
            }

            Refuse(await FindAsync(context, sessions, cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            await DisposeAsync(sessions).ConfigureAwait(false);
        }
    }

    /// <summary>Looks again once nobody can write any more; where it refuses it lets everybody in again.</summary>
    public async Task CheckFencedAsync(StepContext context, CancellationToken cancellationToken)
    {
        context.Issue(Instruction.Manual(Sentence));
        try
        {
            var entry = await fence
                .EnterAsync(context.Time, Math.Max(1, options.Jobs), cancellationToken)
                .ConfigureAwait(false);
            try
            {
                Refuse(await FindAsync(context, entry.Sessions, cancellationToken).ConfigureAwait(false));
            }
            finally
            {
                await DisposeAsync(entry.Sessions).ConfigureAwait(false);
            }
        }
        catch
        {
            await fence.OpenAsync(context, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<IReadOnlyList<TableLoss>> FindAsync(
        StepContext context,
        IReadOnlyList<Session> sessions,
        CancellationToken cancellationToken
    )
    {
        var sequences = await FingerprintReader
            .ReadSequencesAsync(sessions[0], null, cancellationToken)
            .ConfigureAwait(false);
        var now = await new FingerprintReader(sessions)
            .ReadAsync([], sequences, new Throttled(context.Time, context.Progress).Tell, cancellationToken)
            .ConfigureAwait(false);
        return Find(backup.Manifest.Content, now);
    }

    /// <summary>What is in the database and not in the backup, table by table.</summary>
    internal static IReadOnlyList<TableLoss> Find(Fingerprint then, Fingerprint now)
    {
        var losses = new List<TableLoss>();
        var kept = then.Tables.ToDictionary(table => (table.Schema, table.Name));
        foreach (var table in now.Tables)
        {
            var was = kept.GetValueOrDefault((table.Schema, table.Name));
            var inBackup = was is null or { Excluded: true } ? 0 : was.Rows;
            if (table.Rows > inBackup)
            {
                losses.Add(new TableLoss(table.Label, table.Rows - inBackup));
            }
            else if (was is { Excluded: false } && (was.Hash != table.Hash || was.Method != table.Method))
            {
                losses.Add(new TableLoss(table.Label, 0));
            }
        }

        if (now.LargeObjects != then.LargeObjects || now.LargeObjectHash != then.LargeObjectHash)
        {
            losses.Add(new TableLoss("large objects", Math.Max(0, now.LargeObjects - then.LargeObjects)));
        }

        return losses;
    }

    private void Refuse(IReadOnlyList<TableLoss> losses)
    {
        if (losses.Count == 0 || options.AcceptDataLoss)
        {
            return;
        }

        const int shown = 10;
        var rows = losses.Sum(loss => loss.Rows).ToString("N0", CultureInfo.InvariantCulture);
        var tables = losses
            .Take(shown)
            .Select(loss =>
                loss.Rows > 0 ? $"{loss.Table} {loss.Rows} rows more" : $"{loss.Table} rows changed"
            );
        var more = losses.Count > shown ? $", and {losses.Count - shown} more" : "";
        throw new ReleaseRefusedException(
            $"{target.Name} would lose {rows} rows that came after the backup of {backup.Manifest.SnapshotTime:u}, and every change since: {string.Join(", ", tables)}{more}.",
            $"Say --accept-data-loss if that is what you want. {target.Name} is kept beside the restored one in any case."
        );
    }

    private static async Task DisposeAsync(IEnumerable<Session> sessions)
    {
        foreach (var session in sessions)
        {
            await session.DisposeAsync().ConfigureAwait(false);
        }
    }
}
