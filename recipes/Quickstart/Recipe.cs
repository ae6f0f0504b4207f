using Cake.Frosting.Release.Composing;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Steps;
using Quickstart.Clients;
using Quickstart.Setup;

namespace Quickstart;

/// <summary>
/// A small shop on a PostgreSQL cluster of its own, released for real: nothing but the .NET SDK and PostgreSQL's
/// programs is needed.
/// </summary>
public sealed class Recipe : IRecipe
{
    /// <inheritdoc/>
    public string Name => "quickstart";

    /// <inheritdoc/>
    public string Description =>
        "A small shop on a PostgreSQL cluster of its own, in a workspace below this directory.";

    /// <inheritdoc/>
    public string Defaults => Resources.Read("quickstart.release.yml");

    /// <inheritdoc/>
    public string? Workspace => ".quickstart";

    /// <inheritdoc/>
    public string? Find(string directory, string variable) => new WorkspaceSettings(directory).Find(variable);

    /// <inheritdoc/>
    public Task PrepareAsync(
        string directory,
        bool forRelease,
        StepContext context,
        CancellationToken cancellationToken
    ) =>
        new WorkspaceSetup(new WorkspaceSettings(directory), context).RunAsync(forRelease, cancellationToken);

    /// <inheritdoc/>
    public ICompanion Accompany(ReleaseConfiguration configuration) =>
        new WriteLoad(new WorkspaceSettings(configuration.ProjectDirectory));
}
