using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Postgres;

/// <summary>Migrates a database by SQL files.</summary>
/// <param name="target">The database.</param>
/// <param name="options">Where the files are and how they are run.</param>
public sealed class Migrator(DatabaseTarget target, MigrationOptions options)
{
    private readonly MigrationHistory history = new(options);

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
            await history.ReadAsync(session, cancellationToken).ConfigureAwait(false)
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
        var survey = new LockSurvey();
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
        await using var holder = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var worker = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await MigrationLock.TakeAsync(holder, options, time, cancellationToken).ConfigureAwait(false);
        var applied = await AppliedByAsync(worker, releaseId, cancellationToken).ConfigureAwait(false);
        var without = applied.Where(row => UndoPath(row) is null).Select(row => row.Name).ToList();
        if (without.Count > 0)
        {
            throw new ReleaseRefusedException(
                $"Not every migration of release {releaseId} can be taken back by a script: {string.Join(", ", without)} has none, or was applied only half.",
                $"Write a file with the ending {MigrationScripts.UndoEnding} beside it."
            );
        }

        var run = new MigrationRun(worker, options, releaseId, time, progress ?? (_ => { }));
        foreach (var row in applied)
        {
            progress?.Invoke($"taking back {row.Name}");
            await run.UndoAsync(row, UndoPath(row)!, cancellationToken).ConfigureAwait(false);
        }

        return [.. applied.Select(row => row.Name)];
    }

    /// <summary>Whether everything that a release applied can be taken back by scripts.</summary>
    /// <param name="releaseId">The release.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<bool> CanUndoAsync(string releaseId, CancellationToken cancellationToken = default)
    {
        await using var session = await OpenAsync(cancellationToken).ConfigureAwait(false);
        var applied = await AppliedByAsync(session, releaseId, cancellationToken).ConfigureAwait(false);
        return applied.All(row => UndoPath(row) is not null);
    }

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
        await using var session = await OpenAsync(cancellationToken).ConfigureAwait(false);
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
            await history.ReadAsync(worker, cancellationToken).ConfigureAwait(false)
        );
        if (plan.Problems.Count > 0)
        {
            throw new ReleaseRefusedException(
                $"{target.Name} cannot be migrated:\n    {string.Join("\n    ", plan.Problems)}"
            );
        }

        await (survey?.BeginAsync(worker, cancellationToken) ?? Task.CompletedTask).ConfigureAwait(false);
        var run = new MigrationRun(worker, options, releaseId, time, progress, survey);
        foreach (var script in plan.Pending)
        {
            beginning?.Invoke(script);
            await history.EnsureAsync(worker, cancellationToken).ConfigureAwait(false);
            progress($"applying {script.Name}");
            var begun = plan.Applied.FirstOrDefault(row => row.Version == script.Version);
            await run.ApplyAsync(script, begun, cancellationToken).ConfigureAwait(false);
        }

        return plan.Pending;
    }

    private Task<Session> OpenAsync(CancellationToken cancellationToken) =>
        Session.OpenAsync(target.Server, target.Name, cancellationToken);

    private async Task<IReadOnlyList<AppliedMigration>> AppliedByAsync(
        Session session,
        string releaseId,
        CancellationToken cancellationToken
    ) =>
        [
            .. (await history.ReadAsync(session, cancellationToken).ConfigureAwait(false))
                .Where(row => row.ReleaseId == releaseId && row.State != MigrationState.Baseline)
                .Reverse(),
        ];

    private string? UndoPath(AppliedMigration row)
    {
        var path = Path.Combine(options.Directory, row.Name[..^".sql".Length] + MigrationScripts.UndoEnding);
        return row.State == MigrationState.Applied && File.Exists(path) ? path : null;
    }
}
