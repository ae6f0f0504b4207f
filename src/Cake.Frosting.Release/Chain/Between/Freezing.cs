using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.State;

namespace Cake.Frosting.Release.Chain;

/// <summary>
/// The targets Freeze and Unfreeze, and what a freeze does. It needs no lock: one can say during a release that no
/// other one may follow.
/// </summary>
/// <param name="tool">What the tool has at hand.</param>
internal sealed class Freezing(Tool tool)
{
    public void Freeze()
    {
        if (string.IsNullOrWhiteSpace(tool.Arguments.Message))
        {
            throw new ReleaseRefusedException(
                "A freeze needs a reason, which everybody is told whose release it refuses.",
                "Say it: --target=Freeze --message=\"stocktaking until Monday\"."
            );
        }

        using var found = Find();
        var earlier = found.State.FindFreeze();
        var freeze = new Freeze(
            Origin.User,
            tool.Time.GetUtcNow(),
            tool.Redactor.Redact(tool.Arguments.Message)
        );
        found.State.SetFreeze(freeze);
        tool.Output.WriteLine(
            $"Frozen: no release of {found.Configuration.Project} begins until {tool.Arguments.Launcher} --target=Unfreeze."
        );
        if (earlier is not null)
        {
            tool.Output.WriteLine($"It was frozen before, by {earlier}.");
        }
    }

    public void Unfreeze()
    {
        using var found = Find();
        var earlier = Look(found.State);
        found.State.LiftFreeze();
        tool.Output.WriteLine(
            earlier is null
                ? $"{found.Configuration.Project} is not frozen."
                : $"The freeze of {found.Configuration.Project} is lifted: it was frozen by {earlier}."
        );
    }

    /// <summary>Refuses a release that would begin; one that has begun may go on, for it must not stay half done.</summary>
    /// <exception cref="ReleaseRefusedException">The target is frozen.</exception>
    public void Check(ITargetState state, ReleaseRecord? latest)
    {
        if (state.FindFreeze() is not { } freeze)
        {
            return;
        }

        if (latest is not { IsUnfinished: true })
        {
            throw new ReleaseRefusedException(
                $"This target is frozen by {freeze}",
                $"Ask whether it can be lifted, then: {tool.Arguments.Launcher} --target=Unfreeze. Rollback and Status work all the same."
            );
        }

        tool.Output.WriteLine($"Frozen by {freeze}. What has begun may be finished.");
    }

    /// <summary>A damaged freeze can be lifted like any other.</summary>
    private static string? Look(ITargetState state)
    {
        try
        {
            return state.FindFreeze()?.ToString();
        }
        catch (ReleaseRefusedException)
        {
            return "somebody, which cannot be read any more";
        }
    }

    private FoundProject Find()
    {
        var finder = new ProjectFinder(tool);
        return finder.MissingWorkspace is { } why ? throw new ReleaseRefusedException(why) : finder.Find();
    }
}
