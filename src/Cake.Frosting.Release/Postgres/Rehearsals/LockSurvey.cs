namespace Cake.Frosting.Release.Postgres;

/// <summary>
/// Sees which tables a migration locks against reading or writing; tables that it made itself are nobody else's yet.
/// </summary>
internal sealed class LockSurvey
{
    private const string Tables = """
        SELECT c.oid::bigint, format('%s.%s', n.nspname, c.relname) FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'm', 'v', 'S') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
        """;

    private const string Held = """
        SELECT DISTINCT l.relation::bigint, l.mode FROM pg_catalog.pg_locks l
        WHERE l.pid = pg_backend_pid() AND l.locktype = 'relation' AND l.granted
            AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
            AND l.mode IN ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
        """;

    private readonly Dictionary<string, IReadOnlyList<string>> locks = [];
    private Dictionary<long, string> tables = [];

    /// <summary>The locks of a script; <c>null</c> where it was not seen, because it runs outside a transaction.</summary>
    public IReadOnlyList<string>? Of(string script) => locks.GetValueOrDefault(script);

    /// <summary>Notes which tables there are.</summary>
    public async Task BeginAsync(Session session, CancellationToken cancellationToken) =>
        tables = (
            await session
                .QueryAsync(Tables, row => (row.GetInt64(0), row.GetString(1)), cancellationToken)
                .ConfigureAwait(false)
        ).ToDictionary();

    /// <summary>Looks at the end of a script's transaction, while it still holds what it took.</summary>
    public async Task LookAsync(Session session, MigrationScript script, CancellationToken cancellationToken)
    {
        var held = await session
            .QueryAsync(Held, row => (Table: row.GetInt64(0), Mode: row.GetString(1)), cancellationToken)
            .ConfigureAwait(false);
        locks[script.Name] =
        [
            .. held.Where(held => tables.ContainsKey(held.Table))
                .Select(held => $"{held.Mode} on {tables[held.Table]}")
                .Order(StringComparer.Ordinal),
        ];
    }
}
