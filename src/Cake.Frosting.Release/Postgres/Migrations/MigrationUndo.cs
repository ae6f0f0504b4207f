using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Postgres;

/// <summary>Takes back, in reverse order, what a release applied, by the scripts that lie beside its files.</summary>
internal sealed class MigrationUndo(DatabaseTarget target, MigrationOptions options)
{
    private readonly MigrationHistory history = new(options);

    public async Task<IReadOnlyList<string>> RunAsync(
        string releaseId,
        TimeProvider time,
        Action<string> progress,
        CancellationToken cancellationToken
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

        var run = new MigrationRun(worker, options, releaseId, time, progress);
        foreach (var row in applied)
        {
            progress($"taking back {row.Name}");
            await run.UndoAsync(row, UndoPath(row)!, cancellationToken).ConfigureAwait(false);
        }

        return [.. applied.Select(row => row.Name)];
    }

    /// <summary>Whether everything that the release applied has a script.</summary>
    public async Task<bool> IsPossibleAsync(string releaseId, CancellationToken cancellationToken)
    {
        await using var session = await OpenAsync(cancellationToken).ConfigureAwait(false);
        var applied = await AppliedByAsync(session, releaseId, cancellationToken).ConfigureAwait(false);
        return applied.All(row => UndoPath(row) is not null);
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
