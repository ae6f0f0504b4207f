namespace Cake.Frosting.Release.Postgres;

/// <summary>The table that says which migrations a database has.</summary>
internal sealed class MigrationHistory(MigrationOptions options)
{
    public string Create => $"CREATE SCHEMA IF NOT EXISTS {SqlText.Identifier(options.HistorySchema)}";

    public string CreateTable =>
        $"CREATE TABLE IF NOT EXISTS {options.History} (version text PRIMARY KEY, name text NOT NULL, checksum text NOT NULL, state text NOT NULL, statements_done integer NOT NULL DEFAULT 0, applied_at timestamptz NOT NULL DEFAULT now(), duration_ms bigint NOT NULL DEFAULT 0, release_id text NOT NULL)";

    public Task<bool> ExistsAsync(Session session, CancellationToken cancellationToken) =>
        session.ScalarAsync<bool>("SELECT to_regclass($1) IS NOT NULL", cancellationToken, options.History);

    public async Task EnsureAsync(Session session, CancellationToken cancellationToken)
    {
        // Not simply IF NOT EXISTS: that asks for the right to create even where all is there.
        if (!await ExistsAsync(session, cancellationToken).ConfigureAwait(false))
        {
            if (
                !await session
                    .ScalarAsync<bool>(
                        "SELECT EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = $1)",
                        cancellationToken,
                        options.HistorySchema
                    )
                    .ConfigureAwait(false)
            )
            {
                await session.ExecuteAsync(Create, cancellationToken).ConfigureAwait(false);
            }

            await session.ExecuteAsync(CreateTable, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task<IReadOnlyList<AppliedMigration>> ReadAsync(
        Session session,
        CancellationToken cancellationToken
    )
    {
        if (!await ExistsAsync(session, cancellationToken).ConfigureAwait(false))
        {
            return [];
        }

        var rows = await session
            .QueryAsync(
                $"SELECT version, name, checksum, state, statements_done, applied_at, duration_ms, release_id FROM {options.History}",
                row => new AppliedMigration(
                    row.GetString(0),
                    row.GetString(1),
                    row.GetString(2),
                    Enum.Parse<MigrationState>(row.GetString(3), ignoreCase: true),
                    row.GetInt32(4),
                    row.GetFieldValue<DateTimeOffset>(5),
                    row.GetInt64(6),
                    row.GetString(7)
                ),
                cancellationToken
            )
            .ConfigureAwait(false);
        return [.. rows.OrderBy(row => MigrationVersion.Parse(row.Version))];
    }

    public Task WriteAsync(
        Session session,
        MigrationScript script,
        MigrationState state,
        int statementsDone,
        TimeSpan duration,
        string releaseId,
        CancellationToken cancellationToken
    ) =>
        session.ExecuteAsync(
            $"INSERT INTO {options.History} (version, name, checksum, state, statements_done, duration_ms, release_id) VALUES ($1, $2, $3, $4, $5, $6, $7)"
                + " ON CONFLICT (version) DO UPDATE SET name = excluded.name, checksum = excluded.checksum, state = excluded.state,"
                + " statements_done = excluded.statements_done, duration_ms = excluded.duration_ms, release_id = excluded.release_id, applied_at = now()",
            cancellationToken,
            script.Version,
            script.Name,
            script.Checksum,
            state.ToString().ToLowerInvariant(),
            statementsDone,
            (long)duration.TotalMilliseconds,
            releaseId
        );

    public Task RemoveAsync(Session session, string version, CancellationToken cancellationToken) =>
        session.ExecuteAsync($"DELETE FROM {options.History} WHERE version = $1", cancellationToken, version);
}
