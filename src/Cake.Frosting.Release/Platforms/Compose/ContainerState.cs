using System.Text.Json;

namespace Cake.Frosting.Release.Platforms.Compose;

/// <summary>How a container is.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name, with a slash before it.</param>
/// <param name="Image">The id of the image that it was made of.</param>
/// <param name="Reference">The image as the compose file named it then.</param>
/// <param name="Service">The service.</param>
/// <param name="OneOff"><c>True</c> for one that <c>run</c> made.</param>
/// <param name="Status">created, running, paused, restarting, removing, exited or dead.</param>
/// <param name="ExitCode">How it ended, where it did.</param>
/// <param name="Restarts">How often the engine has started it again.</param>
/// <param name="Health">starting, healthy or unhealthy; <c>null</c> where it has no health check.</param>
internal sealed record ContainerState(
    string Id,
    string Name,
    string Image,
    string Reference,
    string? Service,
    string? OneOff,
    string Status,
    int ExitCode,
    int Restarts,
    string? Health
)
{
    /// <summary>The directory that Compose was started in when it made it; <c>null</c> where it does not say.</summary>
    public string? Directory { get; init; }

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public bool IsRunning => Status == "running";

    public bool IsOneOff => string.Equals(OneOff, "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Its name as people know it.</summary>
    public string Label => Name.TrimStart('/');

    public static ContainerState Parse(string line) =>
        JsonSerializer.Deserialize<ContainerState>(line, Options)!;
}
