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
    public string Defaults => EmbeddedText.Read(typeof(Recipe).Assembly, "quickstart.release.yml");

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
    public IEnumerable<Step> Steps(ReleaseConfiguration configuration, ReleaseIdentity release)
    {
        var settings = new WorkspaceSettings(configuration.ProjectDirectory);
        yield return new Step
        {
            Id = "announce/next-change",
            Stage = Stage.Announce,
            Title = "Play the developer: commit the next change to the shop",
            Instructions =
            [
                Instruction.Manual($"Change something in {settings.Repository}, commit and push it"),
            ],
            WarnOnly = true,
            Act = (context, cancellationToken) =>
                new NextChange(settings, new ShopRepository(settings, context)).MakeAsync(cancellationToken),
        };
    }

    /// <inheritdoc/>
    public IEnumerable<string> Closing(ReleaseConfiguration configuration)
    {
        var settings = new WorkspaceSettings(configuration.ProjectDirectory);
        yield return "";
        yield return $"The shop runs at {settings.WebAddress}, its database at 127.0.0.1:{settings.DatabasePort}. Both go on running;";
        yield return "to stop them and remove the workspace: ./build.sh --target=Teardown";
    }

    /// <inheritdoc/>
    public ICompanion Accompany(ReleaseConfiguration configuration) =>
        new WriteLoad(new WorkspaceSettings(configuration.ProjectDirectory));
}
