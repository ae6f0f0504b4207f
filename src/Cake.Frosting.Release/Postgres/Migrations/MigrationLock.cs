using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Postgres;

/// <summary>
/// The lock that keeps a second run from migrating the same database. It is asked for again and again on a connection
/// without a transaction: a session that waits for it would hold a snapshot, and CREATE INDEX CONCURRENTLY would
/// wait for that.
/// </summary>
internal static class MigrationLock
{
    private const string Key = "hashtextextended($1, 0)";

    public static async Task TakeAsync(
        Session session,
        MigrationOptions options,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var name = $"release {options.History}";
        var began = time.GetTimestamp();
        while (
            !await session
                .ScalarAsync<bool>($"SELECT pg_try_advisory_lock({Key})", cancellationToken, name)
                .ConfigureAwait(false)
        )
        {
            if (time.GetElapsedTime(began) > options.OtherRunPatience)
            {
                throw await HeldAsync(session, options, name, cancellationToken).ConfigureAwait(false);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), time, cancellationToken).ConfigureAwait(false);
        }

        var ours = await session
            .ScalarAsync<bool>(
                "SELECT EXISTS (SELECT FROM pg_catalog.pg_locks WHERE locktype = 'advisory' AND granted AND pid = pg_backend_pid() AND (classid::bigint << 32 | objid::bigint) = "
                    + Key
                    + ")",
                cancellationToken,
                name
            )
            .ConfigureAwait(false);
        if (!ours)
        {
            throw new ReleaseRefusedException(
                $"The lock for migrating {session.Database} was given to a session that is not ours: a pooler in transaction mode is between.",
                "Let the release connect to PostgreSQL itself, past the pooler."
            );
        }
    }

    private static async Task<ReleaseRefusedException> HeldAsync(
        Session session,
        MigrationOptions options,
        string name,
        CancellationToken cancellationToken
    )
    {
        var holders = await session
            .QueryAsync(
                "SELECT l.pid, coalesce(a.usename, '?'), coalesce(a.client_addr::text, 'local') FROM pg_catalog.pg_locks l LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid WHERE l.locktype = 'advisory' AND l.granted AND (l.classid::bigint << 32 | l.objid::bigint) = "
                    + Key,
                row => $"pid {row.GetInt32(0)}, {row.GetString(1)} from {row.GetString(2)}",
                cancellationToken,
                name
            )
            .ConfigureAwait(false);
        return new ReleaseRefusedException(
            $"Another run is migrating {session.Database} ({string.Join("; ", holders)}) and did not end within {options.OtherRunPatience.TotalSeconds:0} s.",
            "Wait for it. The lock goes with its connection: SELECT pg_terminate_backend(pid) ends one that hangs."
        );
    }
}
