using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Platforms.Compose.Files;

namespace Cake.Frosting.Release.Platforms.Compose;

/// <summary>What the steps of all tiers are made with.</summary>
/// <param name="Configuration">What is released.</param>
/// <param name="Commands">Compose's commands.</param>
/// <param name="Containers">The containers of the project.</param>
/// <param name="Book">Which image is which.</param>
/// <param name="Read">Reads the files as they are now.</param>
/// <param name="WatchOf">What tells that a service of a version is healthy.</param>
internal sealed record TierTools(
    ReleaseConfiguration Configuration,
    ComposeCommands Commands,
    Containers Containers,
    ImageBook Book,
    Func<ComposeProject> Read,
    Func<string, string, ServiceWatch> WatchOf
)
{
    /// <summary>The version whose directory they are of; <c>null</c> where versions are images.</summary>
    public string? Version { get; init; }

    /// <summary>Whether a container is of the directory that it should be of.</summary>
    public bool Made(ContainerState container) =>
        Version is null || VersionDirectories.VersionOf(container) == Version;
}
