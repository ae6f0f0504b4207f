using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Composing;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Chain;

/// <summary>Finds the project that the command line means, and reads its configuration.</summary>
/// <param name="tool">What the tool has at hand.</param>
public sealed class ProjectFinder(Tool tool)
{
    private const string FileName = "release.yml";

    /// <summary>
    /// Why there is nothing to look at yet, where a recipe brings a workspace that was not made;
    /// otherwise <c>null</c>.
    /// </summary>
    public string? MissingWorkspace =>
        !File.Exists(Path.Combine(tool.Arguments.Directory, FileName))
        && NamedRecipe() is { Workspace: { } workspace } recipe
        && !Directory.Exists(Path.Combine(tool.Arguments.Directory, workspace))
            ? $"The recipe {recipe.Name} has no workspace yet. A release, or the target Plan, first makes one in {Path.Combine(tool.Arguments.Directory, workspace)}."
            : null;

    /// <summary>Opens the project.</summary>
    /// <param name="purpose">What it is opened for, which says what a recipe makes ready.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    /// <exception cref="ConfigurationException">The configuration cannot be used.</exception>
    /// <exception cref="ReleaseRefusedException">There is no project, or a program that it needs is missing.</exception>
    public async Task<Project> OpenAsync(Purpose purpose, CancellationToken cancellationToken)
    {
        var file = Path.Combine(tool.Arguments.Directory, FileName);
        var recipe = File.Exists(file) ? null : NamedRecipe();
        if (recipe is null && !File.Exists(file))
        {
            throw new ReleaseRefusedException(
                $"There is no {FileName} in {tool.Arguments.Directory}.",
                $"Write one (the target Schema prints its JSON Schema), or choose a recipe: {RecipeOptions}."
            );
        }

        var directory = recipe?.Workspace is { } workspace
            ? Path.Combine(tool.Arguments.Directory, workspace)
            : tool.Arguments.Directory;
        if (recipe is not null && purpose != Purpose.Look && !tool.Arguments.IsDryRun)
        {
            await recipe
                .PrepareAsync(directory, purpose == Purpose.Release, SetupContext(recipe), cancellationToken)
                .ConfigureAwait(false);
        }

        return await ReadAsync(Path.Combine(directory, FileName), recipe, purpose, cancellationToken)
            .ConfigureAwait(false);
    }

    private async Task<Project> ReadAsync(
        string file,
        IRecipe? recipe,
        Purpose purpose,
        CancellationToken cancellationToken
    )
    {
        var options = new LoadOptions
        {
            Environment = name => tool.Environment(name) ?? recipe?.Find(Path.GetDirectoryName(file)!, name),
            Recipes = name => Find(name) is { } found ? DefaultsOf(found) : null,
            RecipeNames = [.. tool.Recipes.Select(known => known.Name)],
        };
        var configuration = File.Exists(file)
            ? ConfigurationLoader.Load(file, options)
            : ConfigurationLoader.Parse(
                recipe!.Defaults,
                DefaultsOf(recipe).DisplayName,
                Path.GetDirectoryName(file)!,
                options
            );
        foreach (var secret in configuration.Secrets)
        {
            tool.Redactor.Add(secret);
        }

        var rooms = await Rooms
            .OpenAsync(
                configuration,
                tool.Client,
                tool.Runner,
                tool.Time,
                purpose != Purpose.Look,
                cancellationToken
            )
            .ConfigureAwait(false);
        foreach (
            var password in rooms
                .Databases.Values.Select(room => room.Target.Server.Password)
                .OfType<Secret>()
        )
        {
            // One that stood inside of a secret address is a secret of its own.
            tool.Redactor.Add(password);
        }

        var beneath = recipe ?? Find(configuration.Recipe);
        return new Project(configuration, rooms with { OwnScheme = beneath?.Versions }, beneath);
    }

    private IRecipe? NamedRecipe()
    {
        // --working names a project; only without it is the first recipe meant when nothing is said.
        var name =
            tool.Arguments.Recipe
            ?? (tool.Arguments.HasDirectory || tool.Recipes.Count == 0 ? null : tool.Recipes[0].Name);
        return name is null
            ? null
            : Find(name)
                ?? throw new ReleaseRefusedException(
                    $"There is no recipe '{name}'.",
                    $"There are: {RecipeOptions}."
                );
    }

    private IRecipe? Find(string? name) =>
        tool.Recipes.FirstOrDefault(recipe =>
            string.Equals(recipe.Name, name, StringComparison.OrdinalIgnoreCase)
        );

    private string RecipeOptions =>
        tool.Recipes.Count == 0
            ? "none in this build script"
            : string.Join(", ", tool.Recipes.Select(recipe => $"--recipe={recipe.Name}"));

    private static RecipeDefaults DefaultsOf(IRecipe recipe) =>
        new(recipe.Defaults, $"{recipe.Name}/{FileName}");

    private StepContext SetupContext(IRecipe recipe) =>
        new(
            new ReleaseIdentity("setup", recipe.Name, "0.0.0", null),
            new Facts(),
            tool.Runner,
            new SetupEvents(tool.Output),
            tool.Time
        );
}
