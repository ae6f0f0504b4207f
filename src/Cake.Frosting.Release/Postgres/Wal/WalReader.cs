using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Postgres;

/// <summary>
/// Reads the write-ahead log with pg_walinspect. Its functions see the whole cluster, so the extension is used in the
/// maintenance database; where it is not there it is created in a transaction that is taken back.
/// </summary>
internal sealed class WalReader : IAsyncDisposable
{
    private const long Piece = 256L << 20;
    private const string Install = "CREATE EXTENSION IF NOT EXISTS pg_walinspect";
    private readonly Session maintenance;

    private WalReader(Session maintenance) => this.maintenance = maintenance;

    /// <exception cref="ReleaseException">The server has no such extension, or the right to it is missing.</exception>
    public static async Task<WalReader> OpenAsync(PostgresServer server, CancellationToken cancellationToken)
    {
        var maintenance = await Session.MaintainAsync(server, cancellationToken).ConfigureAwait(false);
        var reader = new WalReader(maintenance);
        try
        {
            await maintenance.ExecuteAsync("BEGIN", cancellationToken).ConfigureAwait(false);
            await maintenance.ExecuteAsync(Install, cancellationToken).ConfigureAwait(false);
            await maintenance
                .ExecuteAsync(
                    "SELECT set_config('search_path', 'pg_catalog, ' || quote_ident(n.nspname), true) FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_walinspect'",
                    cancellationToken
                )
                .ConfigureAwait(false);
            return reader;
        }
        catch
        {
            await reader.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Reads from one place to another, which both are beginnings of records and flushed, piece by piece so that the
    /// server's temporary files stay small.
    /// </summary>
    /// <returns>What can have changed the database, and how often.</returns>
    /// <exception cref="ReleaseException">A part of the log is gone, or cannot be read.</exception>
    public async Task<IReadOnlyList<WalRow>> ReadAsync(
        string from,
        string to,
        WalCatalog catalog,
        CancellationToken cancellationToken
    )
    {
        var rows = new List<WalRow>();
        var at = from;
        while (
            await BoundaryAsync(at, Piece, to, cancellationToken).ConfigureAwait(false) is { } next
            && next != at
        )
        {
            rows.AddRange(
                await maintenance
                    .QueryAsync(
                        WalRecords.Query,
                        row => new WalRow(
                            row.GetInt64(0),
                            row.GetInt64(1),
                            row.GetString(2),
                            row.GetInt64(3)
                        ),
                        cancellationToken,
                        at,
                        next,
                        catalog.Database,
                        catalog.Statistics,
                        catalog.Classes
                    )
                    .ConfigureAwait(false)
            );
            at = next;
        }

        return rows;
    }

    /// <summary>Of the transactions that ran at a mark, how many may have committed since.</summary>
    public async Task<int> CommittedAsync(WalMark mark, CancellationToken cancellationToken) =>
        mark.Running.Count == 0
            ? 0
            : (
                await maintenance
                    .QueryAsync(
                        WalRecords.Committed,
                        row => row.GetInt64(0),
                        cancellationToken,
                        mark.Running.ToArray()
                    )
                    .ConfigureAwait(false)
            ).Count;

    /// <summary>The place that everything is flushed to now which was written before; the beginning of a record.</summary>
    public async Task<string> FlushedAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var place = await maintenance
            .ScalarAsync<string>("SELECT pg_current_wal_insert_lsn()::text", cancellationToken)
            .ConfigureAwait(false);
        // A commit of ours, which waits for the disk; it says nothing about any database.
        await using var other = await Session
            .MaintainAsync(maintenance.Server, cancellationToken)
            .ConfigureAwait(false);
        await other
            .ExecuteAsync(
                "SET synchronous_commit = local; SELECT pg_logical_emit_message(true, 'release', 'flush')",
                cancellationToken
            )
            .ConfigureAwait(false);
        var flushed = false;
        for (var i = 0; i < 100 && !flushed; i++)
        {
            flushed = await maintenance
                .ScalarAsync<bool>(
                    "SELECT pg_current_wal_flush_lsn() >= $1::pg_lsn",
                    cancellationToken,
                    place
                )
                .ConfigureAwait(false);
            await Task.Delay(flushed ? TimeSpan.Zero : TimeSpan.FromMilliseconds(20), time, cancellationToken)
                .ConfigureAwait(false);
        }

        return flushed
            ? place
            : throw new ReleaseRefusedException($"the server does not flush its log up to {place}");
    }

    /// <summary>The transaction ends with its connection, and the extension was never there.</summary>
    public ValueTask DisposeAsync() => maintenance.DisposeAsync();

    /// <summary>The beginning of a record about so many bytes further on, and no further than the end.</summary>
    private async Task<string> BoundaryAsync(
        string at,
        long bytes,
        string end,
        CancellationToken cancellationToken
    )
    {
        var left = await maintenance
            .ScalarAsync<decimal>("SELECT $1::pg_lsn - $2::pg_lsn", cancellationToken, end, at)
            .ConfigureAwait(false);
        if (left <= 0)
        {
            return at;
        }

        if (left <= bytes * 2)
        {
            return end;
        }

        var found = await maintenance
            .QueryAsync(
                "SELECT min(start_lsn)::text FROM pg_get_wal_records_info($1::pg_lsn + $2::numeric, $1::pg_lsn + $2::numeric + 1048576)",
                row => row.IsDBNull(0) ? null : row.GetString(0),
                cancellationToken,
                at,
                (decimal)bytes
            )
            .ConfigureAwait(false);
        return found[0] ?? await BoundaryAsync(at, bytes * 2, end, cancellationToken).ConfigureAwait(false);
    }
}

/// <summary>Records of one kind that can have changed a database.</summary>
/// <param name="Space">The number of the tablespace; 0 where the record names none.</param>
/// <param name="File">The number of the relation's file; 0 where the record names none.</param>
/// <param name="Kind"><c>inserted</c>, <c>changed</c>, <c>deleted</c>, <c>sequence</c>, or what is not understood.</param>
/// <param name="Number">How many rows, or records.</param>
internal sealed record WalRow(long Space, long File, string Kind, long Number);
