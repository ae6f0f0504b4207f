using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Locking;
using Cake.Frosting.Release.State;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Chain;

/// <summary>Opens the session of a release: a new one, or the one that an earlier run left unfinished.</summary>
internal static class SessionOpener
{
    public static async Task<ReleaseSession> OpenAsync(Tool tool, CancellationToken cancellationToken)
    {
        var found = new ProjectFinder(tool).Find();
        IHeldLock? held = null;
        try
        {
            held = await new LockTaking(tool)
                .TakeAsync(
                    found.State,
                    HolderOf(tool, found.Configuration.Project, tool.Arguments.Version),
                    cancellationToken
                )
                .ConfigureAwait(false);
            ReleaseSession? session = null;
            await LockGuard
                .RunAsync(
                    held,
                    async token => session = await OpenAsync(tool, found, held, token).ConfigureAwait(false),
                    cancellationToken
                )
                .ConfigureAwait(false);
            return session!;
        }
        catch
        {
            held?.Dispose();
            found.Dispose();
            throw;
        }
    }

    private static async Task<ReleaseSession> OpenAsync(
        Tool tool,
        FoundProject found,
        IHeldLock held,
        CancellationToken cancellationToken
    )
    {
        var latest = found.State.ReadAll().Latest();
        new Freezing(tool).Check(found.State, latest);
        Restores.RefuseUnfinished(found.State);
        // Under the lock, for a recipe makes ready what a release that runs would trip over.
        var project = await new ProjectFinder(tool)
            .OpenAsync(found, Purpose.Release, cancellationToken)
            .ConfigureAwait(false);
        return latest is { IsUnfinished: true }
            ? await TakeUpAsync(tool, project, latest, held, cancellationToken).ConfigureAwait(false)
            : await BeginAsync(tool, project, latest, held, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Opens the session of a release that is taken back, whatever its state.</summary>
    public static ReleaseSession Reopen(Tool tool, Project project, ReleaseRecord record, IHeldLock held)
    {
        var journal = held.OpenJournal(record.Release.Id);
        return new ReleaseSession(tool, project, project.PlanOf(record.Release), record, held, journal);
    }

    private static LockHolder HolderOf(Tool tool, string project, string? version) =>
        Origin.Holder(tool, $"Release of {project}") with
        {
            Version = version,
        };

    private static async Task<ReleaseSession> BeginAsync(
        Tool tool,
        Project project,
        ReleaseRecord? latest,
        IHeldLock held,
        CancellationToken cancellationToken
    )
    {
        var release = await new NextRelease(tool, project)
            .IdentifyAsync(latest, cancellationToken)
            .ConfigureAwait(false);
        var plan = project.PlanOf(release);
        held.Describe(HolderOf(tool, release.Project, release.Version));
        var session = new ReleaseSession(tool, project, plan, null, held, held.OpenJournal(release.Id));
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
        IHeldLock held,
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

        if (!record.IsRollingBack)
        {
            project.Rooms.Platform.RefuseOther(record.Release, new Facts(record.Facts));
        }

        held.Describe(HolderOf(tool, record.Release.Project, record.Release.Version));
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
            await session.RollBackAsync(cause, cancellationToken).ConfigureAwait(false);
        }

        return session;
    }
}
