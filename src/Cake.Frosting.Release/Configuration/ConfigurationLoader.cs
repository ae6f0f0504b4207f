using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Configuration;

/// <summary>Reads release.yml.</summary>
public static class ConfigurationLoader
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file. A relative path is shown in messages as it is, of a full path the file's name.</param>
    /// <param name="options">What the reading depends on.</param>
    /// <exception cref="ConfigurationException">The file cannot be read, or has problems: all of them are listed.</exception>
    public static ReleaseConfiguration Load(string path, LoadOptions options)
    {
        var displayName = Path.IsPathRooted(path) ? Path.GetFileName(path.TrimEnd('/')) : path;
        var text = SourceText.Read(path, displayName);
        return Parse(text, displayName, Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/", options);
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="displayName">How messages name it, for example <c>release.yml</c>.</param>
    /// <param name="projectDirectory">The full path that relative paths are resolved against.</param>
    /// <param name="options">What the reading depends on.</param>
    /// <exception cref="ConfigurationException">There are problems: all of them are listed.</exception>
    public static ReleaseConfiguration Parse(
        string text,
        string displayName,
        string projectDirectory,
        LoadOptions options
    )
    {
        var problems = new Problems();
        var root = Layered(text, displayName, options, problems);
        if (root is null)
        {
            throw problems.ToException();
        }
        var context = new BindingContext(options.Environment, projectDirectory, problems)
        {
            Platform = KindOf(root),
        };
        var bound = (ReleaseConfiguration)
            new Binder(context).Section(SectionShape.Of(typeof(ReleaseConfiguration)), root, "");
        ReferenceCheck.Run(root, context.References, problems);
        problems.ThrowIfAny();
        return bound with
        {
            SourceFile = displayName,
            ProjectDirectory = projectDirectory,
            Secrets = context.Secrets,
            ServicePositions =
                (root.Find("services")?.Value as MapNode)?.Entries.ToDictionary(
                    entry => entry.Key,
                    entry => entry.Position.ToString()
                )
                ?? [],
        };
    }

    /// <summary>The kind of platform, which says which keys there are; what is wrong with it is told where it is bound.</summary>
    private static PlatformKind KindOf(MapNode root) =>
        (root.Find("platform")?.Value as MapNode)?.Find("kind")?.Value is ScalarNode kind
        && EnumValue.Of(typeof(PlatformKind)).FirstOrDefault(value => value.Name == kind.Text) is { } found
            ? (PlatformKind)found.Member
            : PlatformKind.Processes;

    private static MapNode? Layered(string text, string displayName, LoadOptions options, Problems problems)
    {
        var project = Map(text, displayName, 0, problems);
        if (project?.Find("recipe")?.Value is not ScalarNode { IsNull: false } name)
        {
            return project;
        }
        if (options.Recipes(name.Text) is not { } recipe)
        {
            problems.Add(name.Position, "recipe", Unknown(name.Text, options.RecipeNames));
            return project;
        }
        return Map(recipe.Text, recipe.DisplayName, 1, problems) is { } below
            ? (MapNode)Layers.Merge(below, project)
            : project;
    }

    private static MapNode? Map(string text, string displayName, int layer, Problems problems)
    {
        var start = new Position(displayName, layer, 1, 1);
        switch (NodeReader.Read(text, displayName, layer, problems))
        {
            case MapNode map:
                return map;
            case null or ScalarNode { IsNull: true }:
                if (!problems.Any)
                {
                    problems.Add(start, "", "the file is empty; it begins with project: NAME");
                }
                return null;
            case var other:
                problems.Add(other.Position, "", "must be a map of keys; it begins with project: NAME");
                return null;
        }
    }

    private static string Unknown(string name, IReadOnlyList<string> names)
    {
        var there = names.Count == 0 ? "there are none here" : $"there are {string.Join(", ", names)}";
        return Suggestion.Closest(name, names) is { } closest
            ? $"there is no recipe {Quoting.Quote(name)}; did you mean '{closest}'? ({there})"
            : $"there is no recipe {Quoting.Quote(name)}; {there}";
    }
}
