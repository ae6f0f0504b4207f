namespace Cake.Frosting.Release.Platforms.Compose;

/// <summary>A container that runs one command and is gone.</summary>
/// <param name="Service">The service, whose environment, volumes and networks it has.</param>
/// <param name="Overlay">A further compose file, which names the image, as a full path; <c>null</c> for none.</param>
/// <param name="Label">A label by which the container is found again.</param>
internal sealed record OneOff(string Service, string? Overlay, string Label)
{
    /// <summary>Volumes that it has besides those of the service, as <c>name:/path</c>.</summary>
    public IReadOnlyList<string> Volumes { get; init; } = [];

    /// <summary>Whether the entrypoint of the image is handed the command.</summary>
    public bool ThroughEntrypoint { get; init; } = true;
}
