using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Locking;

namespace Cake.Frosting.Release.Chain;

/// <summary>Opens the session of a release: a new one, or the one that an earlier run left unfinished.</summary>
internal static class SessionOpener
{
    public static async Task<ReleaseSession> OpenAsync(Tool tool, CancellationToken cancellationToken)
    {
        var project = await new ProjectFinder(tool)
            .OpenAsync(Purpose.Release, cancellationToken)
            .ConfigureAwait(false);
        var held = Lock(tool, project, "Release");
        try
        {
            var latest = project.Journals.ReadLatest();
            return latest is { IsUnfinished: true }
                ? await TakeUpAsync(tool, project, latest, held, cancellationToken).ConfigureAwait(false)
                : await BeginAsync(tool, project, latest, held, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Opens the session of a release that is taken back, whatever its state.</summary>
    public static ReleaseSession Reopen(Tool tool, Project project, ReleaseRecord record, FileLock held)
    {
        var file = JournalFile.Open(project.Journals.PathOf(record.Release.Id));
        return new ReleaseSession(tool, project, project.PlanOf(record.Release), record, held, file);
    }

    public static FileLock Lock(Tool tool, Project project, string what) =>
        FileLock.Take(
            project.LockFile,
            new LockHolder(
                $"{Environment.UserName}@{Environment.MachineName}",
                Environment.ProcessId,
                $"{what} of {project.Configuration.Project}",
                tool.Time.GetUtcNow(),
                Origin.CiRun(tool)
            )
        );

    private static async Task<ReleaseSession> BeginAsync(
        Tool tool,
        Project project,
        ReleaseRecord? latest,
        FileLock held,
        CancellationToken cancellationToken
    )
    {
        var release = await new NextRelease(tool, project)
            .IdentifyAsync(latest, cancellationToken)
            .ConfigureAwait(false);
        var plan = project.PlanOf(release);
        var file = JournalFile.Open(project.Journals.PathOf(release.Id));
        var session = new ReleaseSession(tool, project, plan, null, held, file);
        session.Journal.ReleaseStarted(release, Origin.Of(tool));
        tool.Output.WriteLine(
            $"Release of {release.Project} {release.Version} over {release.PreviousVersion ?? "nothing"} ({release.Id})"
        );
        await session.BeginAsync(cancellationToken).ConfigureAwait(false);
        return session;
    }

    private static async Task<ReleaseSession> TakeUpAsync(
        Tool tool,
        Project project,
        ReleaseRecord record,
        FileLock held,
        CancellationToken cancellationToken
    )
    {
        var version = record.Release.Version;
        if (tool.Arguments.Version is { } asked && asked != version)
        {
            throw new ReleaseRefusedException(
                $"The release of {version} is unfinished, so {asked} cannot begin.",
                "Finish it with --target=Release, take it back with --target=Rollback, or give it up where it stands with --target=Abandon."
            );
        }

        await Leftovers.EndAsync(tool, record, cancellationToken).ConfigureAwait(false);
        var session = Reopen(tool, project, record, held);
        var where = WhereItStands.Of(record, session.Plan, tool.Time.GetUtcNow());
        tool.Output.WriteLine(
            $"{where}. {(session.RollingBack is null ? "It goes on from there" : "The way back goes on")}."
        );
        session.Journal.Resumed(Origin.Of(tool));
        await session.BeginAsync(cancellationToken).ConfigureAwait(false);
        if (session.RollingBack is { } cause)
        {
            await session
                .RollBackAsync(cause, record.WentLiveAt is not null, cancellationToken)
                .ConfigureAwait(false);
        }

        return session;
    }
}
