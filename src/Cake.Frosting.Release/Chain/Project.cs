using Cake.Frosting.Release.Composing;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Chain;

/// <summary>A project that is released: its configuration, the rooms for it, and what was released so far.</summary>
/// <param name="Configuration">Its configuration.</param>
/// <param name="Rooms">What its steps are made with.</param>
/// <param name="Recipe">The recipe beneath it; <c>null</c> for a configuration that is whole by itself.</param>
public sealed record Project(ReleaseConfiguration Configuration, Rooms Rooms, IRecipe? Recipe)
{
    /// <summary>The journals of its releases.</summary>
    public JournalStore Journals => new(Path.Combine(Configuration.Directory, "journal"));

    /// <summary>The file that is locked while something is done to it.</summary>
    public string LockFile => Path.Combine(Configuration.Directory, "lock");

    /// <summary>The plan of a release.</summary>
    /// <param name="release">The release.</param>
    public ReleasePlan PlanOf(ReleaseIdentity release)
    {
        var plan = PlanComposer.Compose(Rooms, release, Recipe?.Steps(Configuration, release) ?? []);
        return new ReleasePlan(
            release,
            [.. plan.Steps, .. DowntimeBudget.StepsFor(plan, Configuration.DowntimeBudget, Journals)]
        );
    }
}
