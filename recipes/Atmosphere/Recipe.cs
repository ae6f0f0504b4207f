using Cake.Frosting.Release.Composing;

namespace Atmosphere;

/// <summary>
/// Atmosphere and Troposphere, a front end for clouds: two Django applications with a database each, as services of
/// Docker Compose. Everything is in release.yml; a site's own release.yml lies over it and says only what differs.
/// </summary>
public sealed class Recipe : IRecipe
{
    /// <summary>How many characters of its commit Troposphere tells.</summary>
    private const int ShaLength = 39;

    /// <inheritdoc/>
    public string Name => "atmosphere";

    /// <inheritdoc/>
    public string Description => "Atmosphere and Troposphere on Docker Compose, each with its database.";

    /// <inheritdoc/>
    public string Defaults => EmbeddedText.Read(typeof(Recipe).Assembly, "atmosphere.release.yml");

    /// <summary>Of <c>TROPOSPHERE_COMMIT</c> what <c>/tropo-api/version</c> answers with.</summary>
    /// <param name="directory">The project's directory.</param>
    /// <param name="variable">The variable.</param>
    public string? Find(string directory, string variable) =>
        variable != "TROPOSPHERE_GIT_SHA" ? null
        : Environment.GetEnvironmentVariable("TROPOSPHERE_COMMIT") is { Length: > ShaLength } commit
            ? commit[..ShaLength]
        : Environment.GetEnvironmentVariable("TROPOSPHERE_COMMIT");
}
