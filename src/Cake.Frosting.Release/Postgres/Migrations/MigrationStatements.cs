using System.Globalization;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Postgres;

/// <summary>Sends the statements of a file: with limits on how long they wait, and again where a lock was not to be had.</summary>
internal sealed class MigrationStatements(
    Session session,
    MigrationOptions options,
    TimeProvider time,
    Action<string> progress
)
{
    private const string LockNotAvailable = "55P03";

    /// <summary>Sends them in one transaction, together with what is recorded of them.</summary>
    public Task InTransactionAsync(
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

    /// <summary>Sends one outside of a transaction.</summary>
    public async Task SendAsync(
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
    public async Task WithRetriesAsync(Func<Task> act, CancellationToken cancellationToken)
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

    public string Limits(string local) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"SET {local}lock_timeout = {(long)options.LockTimeout.TotalMilliseconds}; SET {local}statement_timeout = {(long)options.StatementTimeout.TotalMilliseconds}"
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
}
