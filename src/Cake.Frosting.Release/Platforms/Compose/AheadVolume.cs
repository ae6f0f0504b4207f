using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Platforms.Compose;

/// <summary>A volume of the engine, known by its label.</summary>
/// <param name="docker">The commands of docker.</param>
/// <param name="release">The release.</param>
/// <param name="now">A container of the version that is released.</param>
/// <param name="before">A container of the version before.</param>
internal sealed class AheadVolume(
    DockerCommands docker,
    ReleaseIdentity release,
    OncePlace now,
    OncePlace before
) : IAheadVolume
{
    private string Name => $"{now.Commands.Project}-release-{now.Container.Service}";

    private string Label => $"cake.frosting.release.id={release.Id}";

    /// <inheritdoc/>
    public Command Make => docker.MakeVolume(Name, [now.Container.Label, Label]);

    /// <inheritdoc/>
    public Command Look => docker.FindVolume(Name, Label);

    /// <inheritdoc/>
    public Command Drop => docker.RemoveVolume(Name);

    /// <inheritdoc/>
    public IPlace At(string path) => PlaceOf(now, path);

    /// <inheritdoc/>
    public IPlace BackAt(string path) => PlaceOf(before, path);

    private OncePlace PlaceOf(OncePlace place, string path) =>
        place with
        {
            Container = place.Container with { Volumes = [$"{Name}:{path}"] },
        };
}
