using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>
/// The steps that put an empty database in the place of one that the new version fills anew. The old one is renamed and
/// is the way back, to the last row.
/// </summary>
public static class RebuildSteps
{
    /// <summary><c>stop/quiet:NAME</c>: nobody is connected any more, so that an export has all there is. It goes after the stop of the services.</summary>
    /// <param name="target">The database.</param>
    public static Step Quiet(DatabaseTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return new QuietDatabase(target).Step;
    }

    /// <summary><c>stop/fence:NAME</c>: keeps everybody out. It goes after the export.</summary>
    /// <param name="target">The database.</param>
    /// <param name="release">The release.</param>
    public static Step Fence(DatabaseTarget target, ReleaseIdentity release) =>
        FenceSteps.Close(new FencePlan(target, release), null);

    /// <summary><c>migrate/rebuild:NAME</c>: renames the database and puts an empty one in its place, which has its owner, rights and settings.</summary>
    /// <param name="target">The database.</param>
    /// <param name="release">The release.</param>
    public static Step Rebuild(DatabaseTarget target, ReleaseIdentity release)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(release);
        var action = new RebuildAction(new FencePlan(target, release));
        return new Step
        {
            Id = action.StepId,
            Stage = Stage.Migrate,
            Title = $"Put an empty database in the place of {target.Name}, which is kept as {action.Kept}",
            Instructions = action.Instructions,
            Act = action.RunAsync,
            Undo = action.Undo,
            TakesServiceDown = true,
        };
    }
}
