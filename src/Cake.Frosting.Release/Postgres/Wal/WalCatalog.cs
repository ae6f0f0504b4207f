namespace Cake.Frosting.Release.Postgres;

/// <summary>What the log's numbers mean in one database; asked from inside of it.</summary>
/// <param name="Database">The number of the database.</param>
/// <param name="Classes">The number of the file of pg_class.</param>
/// <param name="Statistics">The numbers of the files that only ANALYZE writes.</param>
/// <param name="Unlogged">A table that the log does not know of; <c>null</c> where there is none.</param>
internal sealed record WalCatalog(long Database, long Classes, long[] Statistics, string? Unlogged)
{
    private const string Query = """
        SELECT (SELECT oid::bigint FROM pg_catalog.pg_database WHERE datname = current_database()),
            pg_relation_filenode('pg_catalog.pg_class'::regclass)::bigint,
            (SELECT min(format('%s.%s', n.nspname, c.relname)) FROM pg_catalog.pg_class c
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relpersistence = 'u' AND c.relkind IN ('r', 'm', 'S'))
        """;

    public static async Task<WalCatalog> ReadAsync(Session inside, CancellationToken cancellationToken)
    {
        var statistics = await inside
            .QueryAsync(WalRecords.StatisticsFiles, row => row.GetInt64(0), cancellationToken)
            .ConfigureAwait(false);
        return (
            await inside
                .QueryAsync(
                    Query,
                    row => new WalCatalog(
                        row.GetInt64(0),
                        row.GetInt64(1),
                        [.. statistics],
                        row.IsDBNull(2) ? null : row.GetString(2)
                    ),
                    cancellationToken
                )
                .ConfigureAwait(false)
        )[0];
    }
}
