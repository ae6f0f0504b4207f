namespace Cake.Frosting.Release.Postgres;

/// <summary>
/// Whether the write-ahead log can be held and read. Where it cannot, what was written since the backup is found out by
/// counting and hashing everything again, while users wait.
/// </summary>
internal static class WalRights
{
    private const string Query = """
        SELECT r.rolsuper,
            EXISTS (SELECT FROM pg_catalog.pg_available_extensions WHERE name = 'pg_walinspect'),
            EXISTS (SELECT FROM pg_catalog.pg_extension WHERE extname = 'pg_walinspect'),
            pg_has_role('pg_read_server_files', 'USAGE'),
            r.rolreplication,
            current_setting('wal_level') <> 'minimal',
            (SELECT count(*) FROM pg_catalog.pg_replication_slots) < current_setting('max_replication_slots')::int
        FROM pg_catalog.pg_roles r WHERE r.rolname = current_user
        """;

    /// <summary>Why the log will not tell, or not surely, with what to do about it; empty where it will.</summary>
    /// <param name="maintenance">A connection to the maintenance database, where the log is read.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static async Task<IReadOnlyList<string>> FindAsync(
        Session maintenance,
        CancellationToken cancellationToken
    )
    {
        if (maintenance.Major < 15)
        {
            return [Slow("the server is older than version 15, and has no pg_walinspect")];
        }

        var found = (
            await maintenance
                .QueryAsync(
                    Query,
                    row => Enumerable.Range(0, 7).Select(row.GetBoolean).ToArray(),
                    cancellationToken
                )
                .ConfigureAwait(false)
        )[0];
        var (isSuper, isAvailable, isInstalled, mayRead) = (found[0], found[1], found[2], found[3]);
        var me = SqlText.Identifier(maintenance.Server.User);
        string[] reading =
        [
            .. isAvailable ? [] : new[] { "install the server's package of additional modules" },
            .. isInstalled || isSuper
                ? []
                : new[]
                {
                    $"CREATE EXTENSION pg_walinspect; in {SqlText.Identifier(maintenance.Database)}, as a superuser",
                },
            .. mayRead || isSuper ? [] : new[] { $"GRANT pg_read_server_files TO {me};" },
        ];
        if (reading.Length > 0)
        {
            return
            [
                Slow(
                    $"{maintenance.Server.User} cannot read the log. To change that: {string.Join("  ", reading)}"
                ),
            ];
        }

        string[] holding =
        [
            .. isSuper || found[4] ? [] : new[] { $"ALTER ROLE {me} REPLICATION;" },
            .. found[5] ? [] : new[] { "set wal_level to replica" },
            .. found[6] ? [] : new[] { "raise max_replication_slots" },
        ];
        return holding.Length == 0
            ? []
            :
            [
                $"the server may recycle its log before the stop, and then everything is counted and hashed again while users wait. To have it held: {string.Join("  ", holding)}",
            ];
    }

    private static string Slow(string why) =>
        $"after the stop everything is counted and hashed again to find out what was written, which takes as long as the database is big: {why}";
}
