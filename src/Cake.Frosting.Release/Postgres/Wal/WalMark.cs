using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>
/// A place in the write-ahead log before a backup's snapshot. Whatever a transaction wrote that the snapshot does not
/// see is either behind this place, or the transaction is one of <paramref name="Running"/>.
/// </summary>
/// <param name="Lsn">The place.</param>
/// <param name="Running">
/// The transactions that ran when it was taken, except those of other databases: they may have written before it.
/// </param>
/// <param name="Properties">
/// A digest of the database's owner, privileges, settings and comment, which stand in catalogs that all databases share.
/// </param>
internal sealed record WalMark(string Lsn, IReadOnlyList<long> Running, string Properties)
{
    private const string RunningQuery = """
        SELECT x::text::bigint FROM pg_snapshot_xip(pg_current_snapshot()) AS x
        WHERE NOT EXISTS (
            SELECT FROM pg_catalog.pg_stat_activity a
            WHERE a.backend_xid = (x::text::bigint & 4294967295)::text::xid AND a.datname <> $1
        ) AND NOT EXISTS (
            SELECT FROM pg_catalog.pg_prepared_xacts p
            WHERE p.transaction = (x::text::bigint & 4294967295)::text::xid AND p.database <> $1
        )
        """;

    /// <summary>Takes a mark now. The order counts: the place first, then who runs.</summary>
    public static async Task<WalMark> TakeAsync(
        Session maintenance,
        string database,
        CancellationToken cancellationToken
    )
    {
        var lsn = await maintenance
            .ScalarAsync<string>("SELECT pg_current_wal_insert_lsn()::text", cancellationToken)
            .ConfigureAwait(false);
        // A snapshot lists only who runs below the newest number that ended: a number of our own is to be that one.
        await maintenance
            .ExecuteAsync("SELECT pg_current_xact_id()", cancellationToken)
            .ConfigureAwait(false);
        var running = await maintenance
            .QueryAsync(RunningQuery, row => row.GetInt64(0), cancellationToken, database)
            .ConfigureAwait(false);
        return new WalMark(
            lsn,
            running,
            await PropertiesAsync(maintenance, database, cancellationToken).ConfigureAwait(false)
        );
    }

    public static async Task<string> PropertiesAsync(
        Session maintenance,
        string database,
        CancellationToken cancellationToken
    )
    {
        var found = await DatabaseProperties
            .ReadAsync(maintenance, database, cancellationToken)
            .ConfigureAwait(false);
        string?[] parts =
        [
            found.Owner,
            found.Tablespace,
            found.ConnectionLimit.ToString(CultureInfo.InvariantCulture),
            found.Comment,
            .. found.Grants,
            .. found.Settings,
        ];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts))));
    }

    /// <summary>The mark that a step recorded; <c>null</c> where it did not.</summary>
    public static WalMark? Find(Facts facts, string step) =>
        facts.Find(step, "lsn") is { Length: > 0 } lsn
        && facts.Find(step, "properties") is { } properties
        && facts.Find(step, "running") is { } running
            ? new WalMark(
                lsn,
                [
                    .. running
                        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                        .Select(id => long.Parse(id, CultureInfo.InvariantCulture)),
                ],
                properties
            )
            : null;

    /// <summary>Records it; the place comes last, for a mark without it is none.</summary>
    public void Record(Facts facts, string step)
    {
        facts.Record(step, "lsn", "");
        facts.Record(step, "running", string.Join(' ', Running));
        facts.Record(step, "properties", Properties);
        facts.Record(step, "lsn", Lsn);
    }
}
