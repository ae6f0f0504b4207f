using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Postgres;

/// <summary>
/// Applies a file that says no-transaction, statement by statement; how many are done is in the history, so that the
/// next run goes on behind them.
/// </summary>
internal sealed class NoTransactionRun(
    Session session,
    MigrationOptions options,
    MigrationStatements sender,
    string releaseId,
    TimeProvider time,
    Action<string> progress
)
{
    private readonly MigrationHistory history = new(options);

    public async Task ApplyAsync(
        MigrationScript script,
        IReadOnlyList<SqlStatement> statements,
        int done,
        long clock,
        CancellationToken cancellationToken
    )
    {
        Task Record(MigrationState state) =>
            history.WriteAsync(
                session,
                script,
                state,
                done,
                time.GetElapsedTime(clock),
                releaseId,
                cancellationToken
            );

        if (done > 0)
        {
            progress($"{script.Name} goes on after {done} of its {statements.Count} statements");
        }

        var before = await InvalidIndexes.FindAsync(session, cancellationToken).ConfigureAwait(false);
        await Record(MigrationState.Begun).ConfigureAwait(false);
        await session.ExecuteAsync(sender.Limits(""), cancellationToken).ConfigureAwait(false);
        for (; done < statements.Count; )
        {
            var statement = statements[done];
            await sender
                .WithRetriesAsync(
                    async () =>
                    {
                        if (
                            await InvalidIndexes
                                .DropLeftoverAsync(session, statement, cancellationToken)
                                .ConfigureAwait(false) is
                            { } dropped
                        )
                        {
                            progress($"dropped the invalid index {dropped} that an earlier try left");
                        }

                        await sender
                            .SendAsync(
                                script.Path,
                                script.Text,
                                statement,
                                $"{done} of the file's {statements.Count} statements are done and stay; the next run goes on with this one.",
                                cancellationToken
                            )
                            .ConfigureAwait(false);
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
            done++;
            await Record(MigrationState.Begun).ConfigureAwait(false);
        }

        await RefuseInvalidAsync(script, before, cancellationToken).ConfigureAwait(false);
        await Record(MigrationState.Applied).ConfigureAwait(false);
    }

    private async Task RefuseInvalidAsync(
        MigrationScript script,
        IReadOnlyList<(string Schema, string Name)> before,
        CancellationToken cancellationToken
    )
    {
        var after = await InvalidIndexes.FindAsync(session, cancellationToken).ConfigureAwait(false);
        var left = after.Except(before).ToList();
        if (left.Count > 0)
        {
            throw new ReleaseRefusedException(
                $"{script.Path} left an invalid index: {string.Join(", ", left.Select(index => $"{index.Schema}.{index.Name}"))}.",
                $"DROP INDEX CONCURRENTLY {SqlText.Identifier(left[0].Schema, left[0].Name)}, and create it again."
            );
        }
    }
}
