using Cake.Frosting.Release.Composing;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.State;

namespace Cake.Frosting.Release.Chain;

/// <summary>A project as it lies there, before anything is made ready: enough to take its lock.</summary>
/// <param name="File">Its release.yml, which a recipe may not have made yet.</param>
/// <param name="Recipe">The recipe that brings the project with it; <c>null</c> for one that is its own.</param>
/// <param name="Configuration">Its configuration.</param>
/// <param name="State">What is kept of it from one release to the next.</param>
public sealed record FoundProject(
    string File,
    IRecipe? Recipe,
    ReleaseConfiguration Configuration,
    ITargetState State
) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => State.Dispose();
}
