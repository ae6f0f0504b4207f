namespace Cake.Frosting.Release.Postgres;

/// <summary>A snapshot of a database that several connections, pg_dump's among them, see alike.</summary>
internal sealed class Snapshot : IAsyncDisposable
{
    public const string Begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
    public const string Export = "SELECT pg_export_snapshot()";

    private const string About =
        "SELECT now(), pg_current_wal_lsn()::text, current_setting('server_version'), (SELECT system_identifier::text FROM pg_control_system())";

    private readonly List<Session> sessions;

    private Snapshot(List<Session> sessions, string name)
    {
        this.sessions = sessions;
        Name = name;
    }

    /// <summary>The name to give to <c>pg_dump --snapshot</c>.</summary>
    public string Name { get; }

    public required DateTimeOffset Time { get; init; }

    public required string Lsn { get; init; }

    public required string ServerVersion { get; init; }

    public required string SystemIdentifier { get; init; }

    public required IReadOnlyList<SequenceFingerprint> SequencesBefore { get; init; }

    public IReadOnlyList<Session> Sessions => sessions;

    public static async Task<Snapshot> TakeAsync(
        DatabaseTarget target,
        int connections,
        CancellationToken cancellationToken
    )
    {
        var sessions = new List<Session>();
        try
        {
            var first = await Session
                .OpenAsync(target.Server, target.Name, cancellationToken)
                .ConfigureAwait(false);
            sessions.Add(first);
            await first.BeginAsync(Begin, cancellationToken).ConfigureAwait(false);
            var name = await first.ScalarAsync<string>(Export, cancellationToken).ConfigureAwait(false);
            var about = (
                await first
                    .QueryAsync(
                        About,
                        row =>
                            (
                                row.GetFieldValue<DateTimeOffset>(0),
                                row.GetString(1),
                                row.GetString(2),
                                row.GetString(3)
                            ),
                        cancellationToken
                    )
                    .ConfigureAwait(false)
            )[0];
            for (var i = 1; i < connections; i++)
            {
                var other = await Session
                    .OpenAsync(target.Server, target.Name, cancellationToken)
                    .ConfigureAwait(false);
                sessions.Add(other);
                await other.BeginAsync(Begin, cancellationToken).ConfigureAwait(false);
                await other
                    .ExecuteAsync($"SET TRANSACTION SNAPSHOT {SqlText.Literal(name)}", cancellationToken)
                    .ConfigureAwait(false);
            }

            return new Snapshot(sessions, name)
            {
                Time = about.Item1,
                Lsn = about.Item2,
                ServerVersion = about.Item3,
                SystemIdentifier = about.Item4,
                SequencesBefore = await FingerprintReader
                    .ReadSequencesAsync(first, null, cancellationToken)
                    .ConfigureAwait(false),
            };
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

    public async ValueTask DisposeAsync()
    {
        foreach (var session in sessions)
        {
            await session.DisposeAsync().ConfigureAwait(false);
        }
    }
}
