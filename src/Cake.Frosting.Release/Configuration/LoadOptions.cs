namespace Cake.Frosting.Release.Configuration;

/// <summary>What the reading of release.yml depends on.</summary>
public sealed record LoadOptions
{
    /// <summary>The value of an environment variable; <c>null</c> where it is not set.</summary>
    public required Func<string, string?> Environment { get; init; }

    /// <summary>The defaults of a recipe; <c>null</c> where there is none of that name.</summary>
    public Func<string, RecipeDefaults?> Recipes { get; init; } = _ => null;

    /// <summary>The names of all recipes, for messages.</summary>
    public IReadOnlyList<string> RecipeNames { get; init; } = [];
}
