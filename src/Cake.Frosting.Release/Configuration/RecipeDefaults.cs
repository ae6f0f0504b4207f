namespace Cake.Frosting.Release.Configuration;

/// <summary>The release.yml of a recipe, which lies beneath the project's.</summary>
/// <param name="Text">Its text.</param>
/// <param name="DisplayName">How messages name it, for example <c>quickstart/release.yml</c>.</param>
public sealed record RecipeDefaults(string Text, string DisplayName);
