using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Postgres;

/// <summary>Migrates a database by SQL files.</summary>
/// <param name="target">The database.</param>
/// <param name="options">Where the files are and how they are run.</param>
public sealed class Migrator(DatabaseTarget target, MigrationOptions options)
{
    private readonly MigrationHistory history = new(options);
    private readonly MigrationBaseline baseline = new(target, options);

    /// <summary>Compares the files with the history; changes nothing.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ReleaseRefusedException">The files cannot be used, or the database cannot be reached.</exception>
    public async Task<MigrationPlan> PlanAsync(CancellationToken cancellationToken = default)
    {
        var scripts = MigrationScripts.Read(options.Directory);
        await using var session = await Session
            .OpenAsync(target.Server, target.Name, cancellationToken)
            .ConfigureAwait(false);
        return MigrationComparison.Compare(
            scripts,
            await baseline.HistoryAsync(session, cancellationToken).ConfigureAwait(false)
        );
    }

    /// <summary>Applies what is pending.</summary>
    /// <param name="releaseId">The release that the history names.</param>
    /// <param name="time">The clock.</param>
    /// <param name="progress">Hears how it gets on.</param>
    /// <param name="cancellationToken">Ends it; the file at work is rolled back.</param>
    /// <returns>The files that were applied.</returns>
    public async Task<IReadOnlyList<MigrationScript>> ApplyAsync(
        string releaseId,
        TimeProvider time,
        Action<string>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        await using var holder = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var worker = await OpenAsync(cancellationToken).ConfigureAwait(false);
        return await ApplyAsync(
                holder,
                worker,
                releaseId,
                time,
                progress ?? (_ => { }),
                null,
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <summary>Applies what is pending to a clone, and tells how long each file took and what it locked.</summary>
    internal async Task<IReadOnlyList<Rehearsed>> RehearseAsync(
        string releaseId,
        TimeProvider time,
        Action<string> progress,
        CancellationToken cancellationToken
    )
    {
        await using var holder = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var worker = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var watcher = await OpenAsync(cancellationToken).ConfigureAwait(false);
        var survey = new LockSurvey(watcher);
        var applied = await ApplyAsync(
                holder,
                worker,
                releaseId,
                time,
                progress,
                null,
                cancellationToken,
                survey
            )
            .ConfigureAwait(false);
        var rows = (await history.ReadAsync(worker, cancellationToken).ConfigureAwait(false)).ToDictionary(
            row => row.Version
        );
        return
        [
            .. applied.Select(script => new Rehearsed(
                script.Name,
                TimeSpan.FromMilliseconds(rows[script.Version].DurationMs),
                survey.Of(script.Name)
            )),
        ];
    }

    /// <summary>
    /// Takes back, in reverse order, what a release applied, by the scripts <c>NAME.undo.sql</c>; all rows are kept.
    /// </summary>
    /// <param name="releaseId">The release.</param>
    /// <param name="time">The clock.</param>
    /// <param name="progress">Hears how it gets on.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The files that were taken back.</returns>
    /// <exception cref="ReleaseRefusedException">One of them has no undo script; nothing is taken back then.</exception>
    public async Task<IReadOnlyList<string>> UndoAsync(
        string releaseId,
        TimeProvider time,
        Action<string>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        return await new MigrationUndo(target, options)
            .RunAsync(releaseId, time, progress ?? (_ => { }), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Whether everything that a release applied can be taken back by scripts.</summary>
    /// <param name="releaseId">The release.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<bool> CanUndoAsync(string releaseId, CancellationToken cancellationToken = default) =>
        new MigrationUndo(target, options).IsPossibleAsync(releaseId, cancellationToken);

    /// <summary>
    /// Tells the history that a database has all files up to a version already: for a database that was migrated in
    /// another way before.
    /// </summary>
    /// <param name="version">The version.</param>
    /// <param name="releaseId">The release that the history names.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task BaselineAsync(
        string version,
        string releaseId,
        TimeProvider time,
        CancellationToken cancellationToken = default
    )
    {
        await new MigrationBaseline(target, options)
            .SetAsync(version, releaseId, time, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Applies what is pending over connections that are open already.</summary>
    internal async Task<IReadOnlyList<MigrationScript>> ApplyAsync(
        Session holder,
        Session worker,
        string releaseId,
        TimeProvider time,
        Action<string> progress,
        Action<MigrationScript>? beginning,
        CancellationToken cancellationToken,
        LockSurvey? survey = null
    )
    {
        var scripts = MigrationScripts.Read(options.Directory);
        await MigrationLock.TakeAsync(holder, options, time, cancellationToken).ConfigureAwait(false);
        var plan = MigrationComparison.Compare(
            scripts,
            await baseline.HistoryAsync(worker, cancellationToken).ConfigureAwait(false)
        );
        if (plan.Problems.Count > 0)
        {
            throw new ReleaseRefusedException(
                $"{target.Name} cannot be migrated:\n    {string.Join("\n    ", plan.Problems)}"
            );
        }

        await (survey?.BeginAsync(cancellationToken) ?? Task.CompletedTask).ConfigureAwait(false);
        var run = new MigrationRun(worker, options, releaseId, time, progress, survey);
        foreach (var script in plan.Pending)
        {
            beginning?.Invoke(script);
            await history.EnsureAsync(worker, cancellationToken).ConfigureAwait(false);
            await baseline.WriteAsync(worker, releaseId, cancellationToken).ConfigureAwait(false);
            progress($"applying {script.Name}");
            var begun = plan.Applied.FirstOrDefault(row => row.Version == script.Version);
            await run.ApplyAsync(script, begun, cancellationToken).ConfigureAwait(false);
        }

        return plan.Pending;
    }

    private Task<Session> OpenAsync(CancellationToken cancellationToken) =>
        Session.OpenAsync(target.Server, target.Name, cancellationToken);
}
