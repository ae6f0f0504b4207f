using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.State;

namespace Cake.Frosting.Release.Chain;

/// <summary>Does what must not be done while a release runs or is unfinished, under the same lock.</summary>
/// <param name="tool">What the tool has at hand.</param>
internal sealed class BetweenReleases(Tool tool)
{
    /// <summary>Whether an unfinished restore is what it goes on with; else it is refused until that is finished.</summary>
    public bool GoesOnWithRestores { get; init; }

    /// <summary>Takes the lock, opens the project, and does it.</summary>
    /// <param name="what">What is done, as the lock names it: <c>Restore</c>.</param>
    /// <param name="refusal">Why it cannot be done while a release is unfinished, as a clause.</param>
    /// <param name="purpose">What the project is opened for.</param>
    /// <param name="action">Does it, with the latest release, <c>null</c> where there has been none, and the lock.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ReleaseRefusedException">The lock is held, or a release or a restore is unfinished.</exception>
    public async Task RunAsync(
        string what,
        string refusal,
        Purpose purpose,
        Func<Project, ReleaseRecord?, IHeldLock, Task> action,
        CancellationToken cancellationToken
    )
    {
        using var locked = await LockedProject.TakeAsync(tool, what, cancellationToken).ConfigureAwait(false);
        var latest = locked.State.ReadAll().Latest();
        if (latest is { IsUnfinished: true })
        {
            throw new ReleaseRefusedException(
                $"The release of {latest.Release.Version} is unfinished, {refusal}.",
                "Finish it with --target=Release, or take it back with --target=Rollback."
            );
        }

        if (!GoesOnWithRestores)
        {
            Restores.RefuseUnfinished(locked.State);
        }

        var project = await locked.OpenAsync(purpose, cancellationToken).ConfigureAwait(false);
        await action(project, latest, locked.Held).ConfigureAwait(false);
    }
}
