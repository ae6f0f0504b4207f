using Cake.Frosting.Release.Composing;
using Cake.Frosting.Release.EnvFiles;

namespace Orion;

/// <summary>
/// Orion, indexer and gateway of Joystream: a Subsquid processor, a GraphQL server and an auth API as services of Docker
/// Compose, whose source is mounted. Everything is in release.yml; what production's .env says need not be said twice.
/// </summary>
public sealed class Recipe : IRecipe
{
    /// <inheritdoc/>
    public string Name => "orion";

    /// <inheritdoc/>
    public string Description => "Orion on Docker Compose: processor, GraphQL server and auth API.";

    /// <inheritdoc/>
    public string Defaults => EmbeddedText.Read(typeof(Recipe).Assembly, "orion.release.yml");

    /// <summary>Ports and secrets are those of .env, so that they cannot differ (O6); the checkout is beside it.</summary>
    public string? Find(string directory, string variable) =>
        EnvValues.Find(Path.Combine(directory, ".env"), variable, Environment.GetEnvironmentVariable)
        ?? (variable == "ORION_CHECKOUT" ? Path.Combine(directory, "checkout") : null);
}
