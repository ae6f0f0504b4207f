using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Platforms.Compose;

/// <summary>A volume of the engine, known by its label.</summary>
/// <param name="commands">Compose's commands.</param>
/// <param name="docker">The commands of docker.</param>
/// <param name="service">The service.</param>
/// <param name="release">The release.</param>
/// <param name="overlay">The compose file that names the new images.</param>
/// <param name="label">The label of the containers.</param>
internal sealed class AheadVolume(
    ComposeCommands commands,
    DockerCommands docker,
    string service,
    ReleaseIdentity release,
    string overlay,
    string label
) : IAheadVolume
{
    private string Name => $"{commands.Project}-release-{service}";

    private string Label => $"cake.frosting.release.id={release.Id}";

    /// <inheritdoc/>
    public Command Make => docker.MakeVolume(Name, [label, Label]);

    /// <inheritdoc/>
    public Command Look => docker.FindVolume(Name, Label);

    /// <inheritdoc/>
    public Command Drop => docker.RemoveVolume(Name);

    /// <inheritdoc/>
    public IPlace At(string path) => PlaceOf(overlay, path);

    /// <inheritdoc/>
    public IPlace BackAt(string path) => PlaceOf(null, path);

    private OncePlace PlaceOf(string? file, string path) =>
        new(commands, service, file, label) { Volumes = [$"{Name}:{path}"] };
}
