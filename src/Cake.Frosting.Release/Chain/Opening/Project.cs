using Cake.Frosting.Release.Composing;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.State;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Chain;

/// <summary>A project that is released: its configuration, the rooms for it, and what was released so far.</summary>
/// <param name="Configuration">Its configuration.</param>
/// <param name="Rooms">What its steps are made with.</param>
/// <param name="Recipe">The recipe beneath it; <c>null</c> for a configuration that is whole by itself.</param>
/// <param name="State">What is kept of it from one release to the next.</param>
public sealed record Project(
    ReleaseConfiguration Configuration,
    Rooms Rooms,
    IRecipe? Recipe,
    ITargetState State
)
{
    /// <summary>The plan of a release.</summary>
    /// <param name="release">The release.</param>
    public ReleasePlan PlanOf(ReleaseIdentity release)
    {
        var plan = PlanComposer.Compose(Rooms, release, Recipe?.Steps(Configuration, release) ?? []);
        return new ReleasePlan(
            release,
            [.. plan.Steps, .. DowntimeBudget.StepsFor(plan, Configuration.DowntimeBudget, State)]
        );
    }
}
