using Cake.Frosting.Release.Checks;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Platforms.Compose.Files;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Platforms.Compose;

/// <summary>What the steps of a project of Compose are made with.</summary>
/// <param name="configuration">What is released.</param>
/// <param name="client">Asks services for their health.</param>
/// <param name="environment">A variable of the environment that Compose is started with; <c>null</c> for none.</param>
/// <param name="commands">Compose's commands, in the directory of what runs.</param>
internal sealed class ComposeParts(
    ReleaseConfiguration configuration,
    HttpClient client,
    Func<string, string?> environment,
    ComposeCommands commands
)
{
    public ReleaseConfiguration Configuration => configuration;

    public ComposeCommands Commands => commands;

    public DockerCommands Docker { get; } = new(commands.Engine);

    public Containers Containers { get; } = new(new DockerCommands(commands.Engine), commands.Project);

    public ImageBook Book { get; } = new(new DockerCommands(commands.Engine), commands.Project);

    public OneOffs OneOffs { get; } =
        new(
            new DockerCommands(commands.Engine),
            new Containers(new DockerCommands(commands.Engine), commands.Project),
            commands.Project
        );

    /// <summary>The files as they are now.</summary>
    public ComposeProject Read() => ReadAt(commands.Directory);

    /// <summary>The files in another directory.</summary>
    public ComposeProject ReadAt(string directory) =>
        ComposeProject.Read(configuration.Platform with { Directory = directory }, environment);

    /// <summary>The compose file that gives one-off containers the new images.</summary>
    public Overlay OverlayOf(ReleaseIdentity release) => new(configuration.Directory, release.Version);

    /// <summary>A container of its own, of a service as the compose files have it.</summary>
    public OneOff OneOffOf(string service) =>
        new(service, null, OneOffs.Label) { ThroughEntrypoint = configuration.Services[service].Entrypoint };

    /// <summary>What the tiers of a release are made with.</summary>
    /// <param name="release">The release.</param>
    /// <param name="of">Compose's commands, in the directory that they are of.</param>
    /// <param name="directoryOf">The directory of a version.</param>
    public TierTools TiersOf(ReleaseIdentity release, ComposeCommands of, Func<string, string> directoryOf) =>
        new(
            configuration,
            of,
            Containers,
            Book,
            () => ReadAt(of.Directory),
            (service, version) =>
                new ServiceWatch(
                    service,
                    Containers,
                    AskedOf(service, ValuesOf(release, version, directoryOf(version)))
                )
        );

    /// <summary>What a service is asked for its health; <c>null</c> for nothing.</summary>
    public ICheck? AskedOf(string service, PlaceholderValues values) =>
        ServiceWatch.AskedOf(
            configuration.Services[service].Health,
            client,
            new InsidePlace(commands, service),
            values
        );

    public PlaceholderValues ValuesOf(ReleaseIdentity release, string version, string directory) =>
        new(release, version, directory) { TagPrefix = configuration.Git.TagPrefix };

    /// <summary>The containers kept as images, where that is wanted and there are any.</summary>
    public IEnumerable<Step> SnapshotsOf(
        ReleaseIdentity release,
        IReadOnlyList<string> services,
        IEnumerable<ServiceTier> tiers
    ) =>
        configuration.Platform.Snapshots is { } section && release.PreviousVersion is not null
            ? new SnapshotSteps(services, Containers, Docker, commands.Project, section.Keep).Of(
                release,
                [.. tiers.Select(tier => tier.Stop(release).Id)]
            )
            : [];
}
