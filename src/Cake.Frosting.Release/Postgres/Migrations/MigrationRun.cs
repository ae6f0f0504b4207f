using System.Globalization;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Postgres;

/// <summary>Applies scripts to a database over a connection of its own, while another one holds the lock.</summary>
internal sealed class MigrationRun(
    Session session,
    MigrationOptions options,
    string releaseId,
    TimeProvider time,
    Action<string> progress,
    LockSurvey? survey = null
)
{
    private const string LockNotAvailable = "55P03";
    private readonly MigrationHistory history = new(options);

    public async Task ApplyAsync(
        MigrationScript script,
        AppliedMigration? begun,
        CancellationToken cancellationToken
    )
    {
        await session.ResetAsync(cancellationToken).ConfigureAwait(false);
        var statements = SqlSplitter.Split(script.Text);
        var clock = time.GetTimestamp();
        if (script.InTransaction)
        {
            await InTransactionAsync(
                    script.Path,
                    script.Text,
                    statements,
                    async () =>
                    {
                        if (survey is not null)
                        {
                            await survey.LookAsync(session, script, cancellationToken).ConfigureAwait(false);
                        }

                        await history
                            .WriteAsync(
                                session,
                                script,
                                MigrationState.Applied,
                                statements.Count,
                                time.GetElapsedTime(clock),
                                releaseId,
                                cancellationToken
                            )
                            .ConfigureAwait(false);
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        else
        {
            await OneByOneAsync(script, statements, begun?.StatementsDone ?? 0, clock, cancellationToken)
                .ConfigureAwait(false);
        }
    }

    /// <summary>Takes a migration back by its undo script, and its row out of the history, in one transaction.</summary>
    public async Task UndoAsync(AppliedMigration row, string undoPath, CancellationToken cancellationToken)
    {
        await session.ResetAsync(cancellationToken).ConfigureAwait(false);
        var text = MigrationScripts.ReadText(undoPath);
        var statements = SqlSplitter.Split(text);
        if (MigrationScripts.SaysNoTransaction(text))
        {
            foreach (var statement in statements)
            {
                await WithRetriesAsync(
                        () =>
                            SendAsync(
                                undoPath,
                                text,
                                statement,
                                "The statements before it are done.",
                                cancellationToken
                            ),
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            }

            await history.RemoveAsync(session, row.Version, cancellationToken).ConfigureAwait(false);
            return;
        }

        await InTransactionAsync(
                undoPath,
                text,
                statements,
                () => history.RemoveAsync(session, row.Version, cancellationToken),
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    private Task InTransactionAsync(
        string path,
        string text,
        IReadOnlyList<SqlStatement> statements,
        Func<Task> record,
        CancellationToken cancellationToken
    ) =>
        WithRetriesAsync(
            async () =>
            {
                await session
                    .ExecuteAsync($"BEGIN; {Limits("LOCAL ")}", cancellationToken)
                    .ConfigureAwait(false);
                try
                {
                    foreach (var statement in statements)
                    {
                        await SendAsync(
                                path,
                                text,
                                statement,
                                "Nothing of the file was kept.",
                                cancellationToken
                            )
                            .ConfigureAwait(false);
                    }

                    await session
                        .ExecuteAsync(
                            "SET LOCAL ROLE NONE; SET LOCAL statement_timeout = 0",
                            cancellationToken
                        )
                        .ConfigureAwait(false);
                    await record().ConfigureAwait(false);
                    await CommitAsync(path, cancellationToken).ConfigureAwait(false);
                }
                catch
                {
                    await RollBackAsync().ConfigureAwait(false);
                    throw;
                }
            },
            cancellationToken
        );

    private async Task CommitAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await session.ExecuteAsync("COMMIT", cancellationToken).ConfigureAwait(false);
        }
        catch (CommandFailedException exception) when (PostgresErrors.Behind(exception) is { } error)
        {
            // Deferred constraints are checked here.
            throw new CommandFailedException(
                $"{path}: the file's transaction could not be committed: {error.MessageText} (SQLSTATE {error.SqlState})\n    {error.Detail}",
                null,
                error.MessageText,
                "Nothing of the file was kept. Correct the file and run the release again.",
                error
            );
        }
    }

    private async Task OneByOneAsync(
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
        await session.ExecuteAsync(Limits(""), cancellationToken).ConfigureAwait(false);
        for (; done < statements.Count; )
        {
            var statement = statements[done];
            await WithRetriesAsync(
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

                        await SendAsync(
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

    private async Task SendAsync(
        string path,
        string script,
        SqlStatement statement,
        string afterwards,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await session.ExecuteAsync(statement.Sendable, cancellationToken).ConfigureAwait(false);
        }
        catch (ReleaseException exception) when (PostgresErrors.Behind(exception) is { } error)
        {
            throw MigrationErrors.Of(path, script, statement, error, afterwards);
        }
    }

    /// <summary>Tries again, after a moment that differs each time, while a lock is not to be had.</summary>
    private async Task WithRetriesAsync(Func<Task> act, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await act().ConfigureAwait(false);
                return;
            }
            catch (CommandFailedException exception)
                when (attempt <= options.LockRetries && PostgresErrors.IsState(exception, LockNotAvailable))
            {
                progress(
                    $"a lock was not to be had within {options.LockTimeout.TotalSeconds:0.#} s; try {attempt + 1} of {options.LockRetries + 1}"
                );
                // Those who queued behind us get through meanwhile.
                var pause = TimeSpan.FromMilliseconds((200 * attempt) + Random.Shared.Next(300));
                await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task RollBackAsync()
    {
        try
        {
            await session.ExecuteAsync("ROLLBACK", CancellationToken.None).ConfigureAwait(false);
        }
        catch (ReleaseException)
        {
            // The connection is gone, and the transaction with it; the first error is the one to show.
        }
    }

    private string Limits(string local) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"SET {local}lock_timeout = {(long)options.LockTimeout.TotalMilliseconds}; SET {local}statement_timeout = {(long)options.StatementTimeout.TotalMilliseconds}"
        );
}
