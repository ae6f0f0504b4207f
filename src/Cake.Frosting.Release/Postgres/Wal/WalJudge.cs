using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Postgres;

/// <summary>
/// Tells from the write-ahead log whether anything was written to a database since a mark. What it does not
/// understand is never nothing: then the contents have to tell.
/// </summary>
internal sealed class WalJudge(DatabaseTarget target)
{
    /// <summary>Judges as far as the log goes now.</summary>
    /// <param name="inside">A connection to the database.</param>
    /// <param name="mark">The mark.</param>
    /// <param name="earlier">How far the log was read already.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The verdict since the mark, and how far the log is read now.</returns>
    public async Task<(WalVerdict Verdict, WalProgress Progress)> JudgeAsync(
        Session inside,
        WalMark mark,
        WalProgress earlier,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var catalog = await WalCatalog.ReadAsync(inside, cancellationToken).ConfigureAwait(false);
            if (catalog.Unlogged is { } unlogged)
            {
                return (WalVerdict.Unclear($"{unlogged} is unlogged"), earlier);
            }

            await using var reader = await WalReader
                .OpenAsync(target.Server, cancellationToken)
                .ConfigureAwait(false);
            var to = await reader.FlushedAsync(time, cancellationToken).ConfigureAwait(false);
            var rows = await reader
                .ReadAsync(earlier.UpTo, to, catalog, cancellationToken)
                .ConfigureAwait(false);
            var progress = earlier.Further(to, rows);
            var ran = await reader.CommittedAsync(mark, cancellationToken).ConfigureAwait(false);
            return (
                ran > 0
                    ? WalVerdict.Unclear($"{ran} transactions ran already when the backup began")
                    : await WalChanges
                        .OfAsync(inside, progress.Rows, cancellationToken)
                        .ConfigureAwait(false),
                progress
            );
        }
        catch (ReleaseException exception)
        {
            return (
                WalVerdict.Unclear(PostgresErrors.Behind(exception)?.MessageText ?? exception.Problem),
                earlier
            );
        }
    }

    /// <summary>Whether what all databases' shared catalogs say of this one is still as it was at the mark.</summary>
    public async Task<bool> KeptPropertiesAsync(WalMark mark, CancellationToken cancellationToken)
    {
        await using var maintenance = await Session
            .MaintainAsync(target.Server, cancellationToken)
            .ConfigureAwait(false);
        return mark.Properties
            == await WalMark
                .PropertiesAsync(maintenance, target.Name, cancellationToken)
                .ConfigureAwait(false);
    }
}
