using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>
/// Sees that nobody writes to a database any more: what is exported from it then is all there is. A maintenance mode
/// that only hides the service, or a writer that nobody thought of, is found here.
/// </summary>
/// <param name="target">The database.</param>
internal sealed class QuietDatabase(DatabaseTarget target)
{
    private const string WrittenFact = "rows";
    private const string Query = """
        SELECT DISTINCT coalesce(usename, backend_type) || ' from ' || coalesce(client_addr::text, 'the machine itself')
            || CASE coalesce(application_name, '') WHEN '' THEN '' ELSE ' (' || application_name || ')' END
        FROM pg_catalog.pg_stat_activity
        WHERE datname = $1 AND backend_type = 'client backend' AND application_name <> $2 ORDER BY 1
        """;

    /// <summary>Who was told to end may take this long to be gone.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Before version 15 the counts come by a process of their own.</summary>
    private static readonly TimeSpan Lag = TimeSpan.FromMilliseconds(700);

    public string StepId => $"stop/quiet:{target.Label}";

    public Step Step =>
        new()
        {
            Id = StepId,
            Stage = Stage.Stop,
            Title = $"See that nobody is connected to the database {target.Name} any more",
            Instructions =
            [
                Instruction.Sql(
                    target.Maintenance,
                    $"SELECT usename, client_addr, application_name FROM pg_stat_activity WHERE datname = {SqlText.Literal(target.Name)}"
                ),
            ],
            TakesServiceDown = true,
            // Somebody may have come since.
            RunsAgain = true,
            Probe = (context, _) =>
                Task.FromResult(
                    new FencePlan(target, context.Release).IsFenced(context)
                        ? Probe.NotNeeded("it is fenced")
                        : Probe.NotDone()
                ),
            Act = LookAsync,
        };

    /// <summary>Refuses where somebody wrote since the look. The database is fenced.</summary>
    /// <exception cref="ReleaseRefusedException">Somebody did.</exception>
    public async Task RefuseWritesAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (context.Facts.Find(StepId, WrittenFact) is not { } before)
        {
            return;
        }

        var entry = await new Fence(target)
            .EnterAsync(context.Time, 1, cancellationToken)
            .ConfigureAwait(false);
        await using var inside = entry.Sessions[0];
        var now = await CountAsync(inside, context, cancellationToken).ConfigureAwait(false);
        if (RowsWritten.Parse(before).Since(now) is { Count: > 0 } tables)
        {
            throw new ReleaseRefusedException(
                $"Somebody wrote to {target.Name} after its services were stopped, while it was exported: {string.Join(", ", tables.Take(10))}. The export may lack it.",
                "Find out who it was: another service, or a job; name it under services, so that it is stopped too."
            );
        }
    }

    private async Task LookAsync(StepContext context, CancellationToken cancellationToken)
    {
        context.Issue(Step.Instructions[0]);
        await using (
            var maintenance = await Session
                .MaintainAsync(target.Server, cancellationToken)
                .ConfigureAwait(false)
        )
        {
            await WaitAsync(context, maintenance, cancellationToken).ConfigureAwait(false);
        }

        if (context.Facts.Find(StepId, WrittenFact) is not null)
        {
            // Of a run that was killed: what it saw counts, for it may have exported since.
            return;
        }

        await using var inside = await Session
            .OpenAsync(target.Server, target.Name, cancellationToken)
            .ConfigureAwait(false);
        var written = await CountAsync(inside, context, cancellationToken).ConfigureAwait(false);
        context.Facts.Record(StepId, WrittenFact, written.ToString());
    }

    private static async Task<RowsWritten> CountAsync(
        Session inside,
        StepContext context,
        CancellationToken cancellationToken
    )
    {
        if (inside.Major < 15)
        {
            await Task.Delay(Lag, context.Time, cancellationToken).ConfigureAwait(false);
        }

        return await RowsWritten.ReadAsync(inside, cancellationToken).ConfigureAwait(false);
    }

    private async Task WaitAsync(
        StepContext context,
        Session maintenance,
        CancellationToken cancellationToken
    )
    {
        var began = context.Time.GetTimestamp();
        while (true)
        {
            var left = await maintenance
                .QueryAsync(Query, row => row.GetString(0), cancellationToken, target.Name, Application.Name)
                .ConfigureAwait(false);
            if (left.Count == 0)
            {
                return;
            }

            if (context.Time.GetElapsedTime(began) > Patience)
            {
                throw new ReleaseRefusedException(
                    $"The services are stopped, and {target.Name} still has clients: {string.Join("; ", left.Take(5))}. What they write while it is exported would be lost.",
                    "Stop them. A service of this project belongs under services, so that it is stopped too."
                );
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), context.Time, cancellationToken)
                .ConfigureAwait(false);
        }
    }
}
