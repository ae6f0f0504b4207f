using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Composing;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.State;
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

    /// <summary>Whether there is neither a configuration nor a recipe that brings one.</summary>
    public bool IsMissing =>
        !File.Exists(Path.Combine(tool.Arguments.Directory, FileName)) && NamedRecipe() is null;

    /// <summary>Finds the project and reads its configuration; changes nothing.</summary>
    /// <exception cref="ConfigurationException">The configuration cannot be used.</exception>
    /// <exception cref="ReleaseRefusedException">There is no project.</exception>
    public FoundProject Find()
    {
        var file = Path.Combine(tool.Arguments.Directory, FileName);
        var recipe = File.Exists(file) ? null : NamedRecipe();
        if (recipe is null && !File.Exists(file))
        {
            throw new ReleaseRefusedException(
                $"There is no {FileName} in {tool.Arguments.Directory}.",
                $"--target=Plan, or any target with --dryrun, shows the one that fits this repository, and what a release with it would do. Write it (the target Schema prints its JSON Schema), or choose a recipe: {RecipeOptions}."
            );
        }

        var directory = recipe?.Workspace is { } workspace
            ? Path.Combine(tool.Arguments.Directory, workspace)
            : tool.Arguments.Directory;
        var path = Path.Combine(directory, FileName);
        var configuration = Read(path, recipe);
        return new FoundProject(
            path,
            recipe,
            configuration,
            TargetStates.Open(configuration, tool.Redactor, tool.Time)
        );
    }

    /// <summary>Opens the project.</summary>
    /// <param name="found">The project.</param>
    /// <param name="purpose">What it is opened for, which says what a recipe makes ready.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    /// <exception cref="ConfigurationException">The configuration cannot be used.</exception>
    /// <exception cref="ReleaseRefusedException">A program that it needs is missing.</exception>
    public async Task<Project> OpenAsync(
        FoundProject found,
        Purpose purpose,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(found);
        if (
            found.Recipe is not { } recipe
            || purpose is Purpose.Look or Purpose.Plan
            || tool.Arguments.IsDryRun
        )
        {
            return await OpenAsync(found.Configuration, found, purpose, cancellationToken)
                .ConfigureAwait(false);
        }

        await recipe
            .PrepareAsync(
                Path.GetDirectoryName(found.File)!,
                purpose == Purpose.Release,
                SetupContext(recipe),
                cancellationToken
            )
            .ConfigureAwait(false);
        // What was made ready may have a configuration of its own.
        return await OpenAsync(Read(found.File, recipe), found, purpose, cancellationToken)
            .ConfigureAwait(false);
    }

    private ReleaseConfiguration Read(string file, IRecipe? recipe)
    {
        // The one that the file names is known once the file is read, and before a variable of it is filled in.
        var beneath = recipe;
        var options = new LoadOptions
        {
            Environment = name => tool.Environment(name) ?? beneath?.Find(Path.GetDirectoryName(file)!, name),
            Recipes = name =>
            {
                var found = Find(name);
                beneath ??= found;
                return found is null ? null : DefaultsOf(found);
            },
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

        return configuration;
    }

    private async Task<Project> OpenAsync(
        ReleaseConfiguration configuration,
        FoundProject found,
        Purpose purpose,
        CancellationToken cancellationToken
    )
    {
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

        var beneath = found.Recipe ?? Find(configuration.Recipe);
        return new Project(configuration, rooms with { OwnScheme = beneath?.Versions }, beneath, found.State);
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
        new Looking(tool).ContextFor(new ReleaseIdentity("setup", recipe.Name, "0.0.0", null), new Facts());
}
