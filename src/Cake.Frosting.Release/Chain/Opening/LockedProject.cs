using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Locking;
using Cake.Frosting.Release.State;

namespace Cake.Frosting.Release.Chain;

/// <summary>A project whose lock this run holds until this is disposed.</summary>
internal sealed class LockedProject : IDisposable
{
    private readonly Tool tool;
    private readonly FoundProject found;
    private readonly LockHolder holder;

    private LockedProject(Tool tool, FoundProject found, LockHolder holder, IHeldLock held)
    {
        this.tool = tool;
        this.found = found;
        this.holder = holder;
        Held = held;
    }

    public ITargetState State => found.State;

    public IHeldLock Held { get; }

    /// <summary>Finds the project and takes its lock; nothing is made ready yet.</summary>
    /// <param name="tool">What the tool has at hand.</param>
    /// <param name="what">What is done, as the lock names it: <c>Rollback</c>.</param>
    /// <param name="cancellationToken">Ends the waiting for the lock.</param>
    public static async Task<LockedProject> TakeAsync(
        Tool tool,
        string what,
        CancellationToken cancellationToken
    )
    {
        var found = new ProjectFinder(tool).Find();
        try
        {
            var holder = Origin.Holder(tool, $"{what} of {found.Configuration.Project}");
            var held = await new LockTaking(tool)
                .TakeAsync(found.State, holder, cancellationToken)
                .ConfigureAwait(false);
            return new LockedProject(tool, found, holder, held);
        }
        catch
        {
            found.Dispose();
            throw;
        }
    }

    /// <summary>Opens the project.</summary>
    public Task<Project> OpenAsync(Purpose purpose, CancellationToken cancellationToken) =>
        new ProjectFinder(tool).OpenAsync(found, purpose, cancellationToken);

    /// <summary>Opens the project to end one of its releases: the lock names it, and nothing of a killed run works on.</summary>
    public async Task<Project> OpenAsync(ReleaseRecord record, CancellationToken cancellationToken)
    {
        Held.Describe(holder with { Version = record.Release.Version });
        var project = await OpenAsync(Purpose.Rollback, cancellationToken).ConfigureAwait(false);
        if (record.IsUnfinished)
        {
            await Leftovers.EndAsync(tool, record, cancellationToken).ConfigureAwait(false);
        }

        return project;
    }

    public void Dispose()
    {
        Held.Dispose();
        found.Dispose();
    }
}
