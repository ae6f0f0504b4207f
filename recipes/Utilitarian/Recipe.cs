using Cake.Frosting.Release.Composing;

namespace Utilitarian;

/// <summary>
/// Utilitarian, a platform for smart meters: Django, Celery and RabbitMQ as services of Docker Compose. Everything is
/// in release.yml; a site's own release.yml lies over it and says only what differs there.
/// </summary>
public sealed class Recipe : IRecipe
{
    /// <inheritdoc/>
    public string Name => "utilitarian";

    /// <inheritdoc/>
    public string Description => "Utilitarian on Docker Compose: API, worker, beat and what depends on them.";

    /// <inheritdoc/>
    public string Defaults => EmbeddedText.Read(typeof(Recipe).Assembly, "utilitarian.release.yml");
}
