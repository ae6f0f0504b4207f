using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Postgres;

/// <summary>The version that a database had before this tool migrated it for the first time.</summary>
internal sealed class MigrationBaseline(DatabaseTarget target, MigrationOptions options)
{
    private readonly MigrationHistory history = new(options);

    /// <summary>Writes it into a history that is empty.</summary>
    public async Task SetAsync(
        string version,
        string releaseId,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        await using var session = await Session
            .OpenAsync(target.Server, target.Name, cancellationToken)
            .ConfigureAwait(false);
        await MigrationLock.TakeAsync(session, options, time, cancellationToken).ConfigureAwait(false);
        if ((await history.ReadAsync(session, cancellationToken).ConfigureAwait(false)).Count > 0)
        {
            throw new ReleaseRefusedException(
                $"{target.Name} has a history of migrations already, in {options.History}.",
                "A baseline is for a database that this tool has not migrated yet."
            );
        }

        await history.EnsureAsync(session, cancellationToken).ConfigureAwait(false);
        var script = new MigrationScript(version, "baseline", "", "", "", true, null);
        await history
            .WriteAsync(
                session,
                script,
                MigrationState.Baseline,
                0,
                TimeSpan.Zero,
                releaseId,
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <summary>The history; a database that was never migrated by this tool has what its baseline says.</summary>
    public async Task<IReadOnlyList<AppliedMigration>> HistoryAsync(
        Session session,
        CancellationToken cancellationToken
    )
    {
        var rows = await history.ReadAsync(session, cancellationToken).ConfigureAwait(false);
        return rows.Count == 0 && options.Baseline is { } version
            ?
            [
                new AppliedMigration(
                    version,
                    "baseline",
                    "",
                    MigrationState.Baseline,
                    0,
                    DateTimeOffset.UnixEpoch,
                    0,
                    ""
                ),
            ]
            : rows;
    }

    /// <summary>Writes the baseline of the options into a history that has no row yet.</summary>
    public async Task WriteAsync(Session session, string releaseId, CancellationToken cancellationToken)
    {
        if (
            options.Baseline is { } version
            && (await history.ReadAsync(session, cancellationToken).ConfigureAwait(false)).Count == 0
        )
        {
            await history
                .WriteAsync(
                    session,
                    new MigrationScript(version, "baseline", "", "", "", true, null),
                    MigrationState.Baseline,
                    0,
                    TimeSpan.Zero,
                    releaseId,
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
    }
}
