
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
    private readonly MigrationHistory history = new(options);
    private readonly MigrationStatements sender = new(session, options, time, progress);

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
            await sender
                .InTransactionAsync(
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
            var run = new NoTransactionRun(session, options, sender, releaseId, time, progress);
            Task Apply() =>
                run.ApplyAsync(script, statements, begun?.StatementsDone ?? 0, clock, cancellationToken);
            await (survey?.SampleAsync(session, script, Apply, cancellationToken) ?? Apply()).ConfigureAwait(
                false
            );
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
                await sender
                    .WithRetriesAsync(
                        () =>
                            sender.SendAsync(
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

        await sender
            .InTransactionAsync(
                undoPath,
                text,
                statements,
                () => history.RemoveAsync(session, row.Version, cancellationToken),
                cancellationToken
            )
            .ConfigureAwait(false);
    }
}
