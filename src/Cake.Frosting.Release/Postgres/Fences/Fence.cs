using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>
/// Keeps everybody out of a database: nobody can connect any more, superusers and the owner included, and who was
/// connected is disconnected. Each part can be repeated.
/// </summary>
internal sealed class Fence(DatabaseTarget target)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private string Name => SqlText.Identifier(target.Name);

    public string Close => $"ALTER DATABASE {Name} ALLOW_CONNECTIONS false";

    public string Open => $"ALTER DATABASE {Name} ALLOW_CONNECTIONS true";

    /// <summary>Autovacuum writes no rows of anybody's, and makes room by itself.</summary>
    public string Terminate =>
        $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {SqlText.Literal(target.Name)} AND backend_type <> 'autovacuum worker'";

    public string FindPrepared =>
        $"SELECT gid FROM pg_prepared_xacts WHERE database = {SqlText.Literal(target.Name)}";

    public IReadOnlyList<Instruction> CloseInstructions =>
        [
            Instruction.Sql(target.Maintenance, Close),
            Instruction.Sql(target.Maintenance, Terminate),
            Instruction.Sql(target.Maintenance, FindPrepared),
        ];

    public IReadOnlyList<Instruction> OpenInstructions => [Instruction.Sql(target.Maintenance, Open)];

    public async Task CloseAsync(StepContext context, CancellationToken cancellationToken)
    {
        await using var maintenance = await Session
            .MaintainAsync(target.Server, cancellationToken)
            .ConfigureAwait(false);
        await maintenance.IssueAsync(context, target, Close, cancellationToken).ConfigureAwait(false);
        context.Issue(Instruction.Sql(target.Maintenance, Terminate));
        var ended = await ClearAsync(context.Time, maintenance, [], cancellationToken).ConfigureAwait(false);
        if (ended > 0)
        {
            context.Progress($"{ended} connections to {target.Name} were ended");
        }

        context.Issue(Instruction.Sql(target.Maintenance, FindPrepared));
        await RefusePreparedAsync(maintenance, cancellationToken).ConfigureAwait(false);
    }

    public async Task OpenAsync(StepContext context, CancellationToken cancellationToken)
    {
        await using var maintenance = await Session
            .MaintainAsync(target.Server, cancellationToken)
            .ConfigureAwait(false);
        await maintenance.IssueAsync(context, target, Open, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A prepared transaction survives every fence and can be committed later.</summary>
    public async Task RefusePreparedAsync(Session maintenance, CancellationToken cancellationToken)
    {
        var prepared = await maintenance
            .QueryAsync(FindPrepared, row => row.GetString(0), cancellationToken)
            .ConfigureAwait(false);
        if (prepared.Count > 0)
        {
            throw new ReleaseRefusedException(
                $"In the database {target.Name} {prepared.Count} prepared transactions wait to be committed: {string.Join(", ", prepared.Take(5))}. They could write after the restore point was taken.",
                "Finish each with COMMIT PREPARED or ROLLBACK PREPARED; whoever prepared them knows which."
            );
        }
    }

    /// <summary>
    /// Opens connections of the tool's own through the fence: it is open for as long as connecting takes, and
    /// whoever slipped in then is gone when this returns.
    /// </summary>
    public async Task<FenceEntry> EnterAsync(
        TimeProvider time,
        int count,
        CancellationToken cancellationToken
    )
    {
        await using var maintenance = await Session
            .MaintainAsync(target.Server, cancellationToken)
            .ConfigureAwait(false);
        var sessions = new List<Session>();
        try
        {
            var before = await NextTransactionAsync(maintenance, cancellationToken).ConfigureAwait(false);
            await maintenance.ExecuteAsync(Open, cancellationToken).ConfigureAwait(false);
            try
            {
                for (var i = 0; i < count; i++)
                {
                    sessions.Add(
                        await Session
                            .OpenAsync(target.Server, target.Name, cancellationToken)
                            .ConfigureAwait(false)
                    );
                }
            }
            finally
            {
                await maintenance.ExecuteAsync(Close, CancellationToken.None).ConfigureAwait(false);
            }

            await ClearAsync(time, maintenance, sessions, cancellationToken).ConfigureAwait(false);
            var after = await NextTransactionAsync(maintenance, cancellationToken).ConfigureAwait(false);
            // Opening and closing are two; any more may be somebody's write.
            return new FenceEntry(sessions, after - before == 2);
        }
        catch
        {
            foreach (var session in sessions)
            {
                await session.DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }
    }

    /// <summary>Ends all connections but those given, until there is none left.</summary>
    /// <returns>How many were ended.</returns>
    public async Task<int> ClearAsync(
        TimeProvider time,
        Session maintenance,
        IReadOnlyList<Session> spared,
        CancellationToken cancellationToken
    )
    {
        var began = time.GetTimestamp();
        var own = spared.Select(session => session.ProcessId).ToArray();
        var ended = new HashSet<int>();
        while (true)
        {
            var left = await maintenance
                .QueryAsync(
                    "SELECT pid, coalesce(usename, backend_type), coalesce(application_name, ''), coalesce(client_addr::text, 'local'), pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND backend_type <> 'autovacuum worker' AND pid <> ALL ($2)",
                    row =>
                        (
                            Id: row.GetInt32(0),
                            Who: $"{row.GetString(1)} from {row.GetString(3)} ({row.GetString(2)}, pid {row.GetInt32(0)})"
                        ),
                    cancellationToken,
                    target.Name,
                    own
                )
                .ConfigureAwait(false);
            if (left.Count == 0)
            {
                return ended.Count;
            }

            ended.UnionWith(left.Select(session => session.Id));
            if (time.GetElapsedTime(began) > Patience)
            {
                throw new ReleaseRefusedException(
                    $"{left.Count} connections to {target.Name} do not end: {string.Join("; ", left.Take(5).Select(session => session.Who))}.",
                    "Stop these clients, and release again."
                );
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static Task<long> NextTransactionAsync(
        Session maintenance,
        CancellationToken cancellationToken
    ) =>
        maintenance.ScalarAsync<long>(
            "SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint",
            cancellationToken
        );
}
