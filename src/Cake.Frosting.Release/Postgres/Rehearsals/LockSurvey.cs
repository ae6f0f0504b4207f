using System.Collections.Concurrent;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Postgres;

/// <summary>
/// Sees which tables a migration locks against reading or writing; tables that it made itself are nobody else's yet.
/// </summary>
/// <param name="watcher">A connection of its own, for what can only be seen from outside while it runs.</param>
internal sealed class LockSurvey(Session watcher)
{
    private const string Tables = """
        SELECT c.oid::bigint, format('%s.%s', n.nspname, c.relname) FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'm', 'v', 'S') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
        """;

    private const string Held = """
        SELECT DISTINCT l.relation::bigint, l.mode FROM pg_catalog.pg_locks l
        WHERE l.pid = $1 AND l.locktype = 'relation' AND l.granted
            AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
            AND l.mode IN ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
        """;

    /// <summary>Of everybody else in the database.</summary>
    private static readonly string HeldByOthers = Held.Replace(
        "l.pid = $1",
        "l.pid <> $1",
        StringComparison.Ordinal
    );

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly Dictionary<string, LocksSeen> locks = [];
    private Dictionary<long, string> tables = [];

    /// <summary>The locks of a script; <c>null</c> where it was not looked at.</summary>
    public LocksSeen? Of(string script) => locks.GetValueOrDefault(script);

    /// <summary>Notes which tables there are.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken) =>
        tables = (
            await watcher
                .QueryAsync(Tables, row => (row.GetInt64(0), row.GetString(1)), cancellationToken)
                .ConfigureAwait(false)
        ).ToDictionary();

    /// <summary>Looks at the end of a script's transaction, while it still holds what it took.</summary>
    public async Task LookAsync(
        Session session,
        MigrationScript script,
        CancellationToken cancellationToken
    ) =>
        locks[script.Name] = new LocksSeen(
            [
                .. (await HeldAsync(Held, session.ProcessId, cancellationToken).ConfigureAwait(false)).Order(
                    StringComparer.Ordinal
                ),
            ],
            IsSampled: false
        );

    /// <summary>Looks again and again while a script runs that lets go of its locks statement by statement.</summary>
    public async Task SampleAsync(
        Session session,
        MigrationScript script,
        Func<Task> work,
        CancellationToken cancellationToken
    ) =>
        locks[script.Name] = await SampleAsync(Held, session.ProcessId, _ => work(), cancellationToken)
            .ConfigureAwait(false);

    /// <summary>Looks again and again at whoever else works in the database.</summary>
    public Task<LocksSeen> SampleOthersAsync(
        Func<CancellationToken, Task> work,
        CancellationToken cancellationToken
    ) => SampleAsync(HeldByOthers, watcher.ProcessId, work, cancellationToken);

    private async Task<LocksSeen> SampleAsync(
        string query,
        int process,
        Func<CancellationToken, Task> work,
        CancellationToken cancellationToken
    )
    {
        var seen = new ConcurrentDictionary<string, byte>();
        var running = work(cancellationToken);
        while (!running.IsCompleted)
        {
            try
            {
                foreach (
                    var held in await HeldAsync(query, process, CancellationToken.None).ConfigureAwait(false)
                )
                {
                    seen.TryAdd(held, 0);
                }
            }
            catch (ReleaseException)
            {
                // To see locks is worth less than the work: that goes on.
                break;
            }

            await Task.WhenAny(running, Task.Delay(Pause, CancellationToken.None)).ConfigureAwait(false);
        }

        await running.ConfigureAwait(false);
        return new LocksSeen([.. seen.Keys.Order(StringComparer.Ordinal)], IsSampled: true);
    }

    private async Task<IEnumerable<string>> HeldAsync(
        string query,
        int process,
        CancellationToken cancellationToken
    ) =>
        (
            await watcher
                .QueryAsync(
                    query,
                    row => (Table: row.GetInt64(0), Mode: row.GetString(1)),
                    cancellationToken,
                    process
                )
                .ConfigureAwait(false)
        )
            .Where(held => tables.ContainsKey(held.Table))
            .Select(held => $"{held.Mode} on {tables[held.Table]}");
}

/// <summary>Locks that others would have waited for.</summary>
/// <param name="Names">Each as <c>AccessExclusiveLock on public.orders</c>.</param>
/// <param name="IsSampled">Whether they were only seen now and then: one held shortly may be missing.</param>
internal sealed record LocksSeen(IReadOnlyList<string> Names, bool IsSampled);
