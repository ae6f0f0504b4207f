using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Platforms.Compose.Files;
using Cake.Frosting.Release.Platforms.Processes;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Platforms.Compose;

/// <summary>
/// A project of Docker Compose: the containers of its services, whose images the compose files or their env file
/// name. Both Compose v1 and v2 serve.
/// </summary>
public sealed class ComposePlatform : IPlatform
{
    private readonly ReleaseConfiguration configuration;
    private readonly HttpClient client;
    private readonly Func<string, string?> environment;
    private readonly ComposeCommands commands;
    private readonly DockerCommands docker;
    private readonly Containers containers;
    private readonly ImageBook book;
    private readonly OneOffs oneOffs;
    private readonly VersionDirectories? directories;

    /// <summary>Creates the platform.</summary>
    /// <param name="configuration">What is released.</param>
    /// <param name="client">Asks services for their health.</param>
    /// <param name="program">The program that is Compose.</param>
    /// <param name="environment">A variable of the environment that Compose is started with; <c>null</c> for none.</param>
    /// <exception cref="Errors.ReleaseException">The compose files are missing or cannot be read.</exception>
    public ComposePlatform(
        ReleaseConfiguration configuration,
        HttpClient client,
        ComposeProgram program,
        Func<string, string?> environment
    )
    {
        ArgumentNullException.ThrowIfNull(configuration);
        this.configuration = configuration;
        this.client = client;
        this.environment = environment;
        directories = VersionDirectories.Of(configuration);
        var platform = directories?.At(directories.Layout.Current) ?? configuration.Platform;
        var engine = EngineAddress.Of(platform);
        commands = new ComposeCommands(
            program,
            engine,
            platform.Directory,
            ComposeProject.NameOf(configuration.Platform, environment),
            ComposeProject.FilesOf(platform),
            platform.EnvFile,
            platform.Profiles
        );
        docker = new DockerCommands(engine);
        containers = new Containers(docker, commands.Project);
        book = new ImageBook(docker, commands.Project);
        oneOffs = new OneOffs(docker, containers, commands.Project);
    }

    /// <inheritdoc/>
    public string Name => $"the Compose project {commands.Project} in {configuration.Platform.Directory}";

    /// <summary>Looks for the program, and creates the platform.</summary>
    /// <param name="configuration">What is released.</param>
    /// <param name="client">Asks services for their health.</param>
    /// <param name="runner">Looks for the program; <c>null</c> where it is not needed.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="Errors.ReleaseException">There is no Compose, or its files cannot be read.</exception>
    public static async Task<ComposePlatform> OpenAsync(
        ReleaseConfiguration configuration,
        HttpClient client,
        ICommandRunner? runner,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var program = runner is null
            ? ComposeProgram.Assumed
            : await ComposeProgram
                .FindAsync(runner, configuration.Platform.Program, cancellationToken)
                .ConfigureAwait(false);
        return new ComposePlatform(configuration, client, program, Environment.GetEnvironmentVariable);
    }

    /// <inheritdoc/>
    public string DirectoryOf(string version) =>
        directories?.Layout.DirectoryOf(version) ?? commands.Directory;

    /// <inheritdoc/>
    public IPlace OnceIn(string service, ReleaseIdentity release)
    {
        ArgumentNullException.ThrowIfNull(release);
        return PlaceOf(service, release);
    }

    /// <inheritdoc/>
    public IPlace OnceBefore(string service, ReleaseIdentity release) => PlaceBefore(service, release);

    /// <inheritdoc/>
    public IAheadVolume AheadVolumeOf(string service, ReleaseIdentity release)
    {
        ArgumentNullException.ThrowIfNull(release);
        return new AheadVolume(docker, release, PlaceOf(service, release), PlaceBefore(service, release));
    }

    /// <inheritdoc/>
    public IPlace Inside(string service) => new InsidePlace(commands, service);

    /// <inheritdoc/>
    public async Task<PlatformState> DescribeAsync(StepContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var project = Read();
        var services = new ReleasedServices(configuration, project);
        var all = await containers.AllAsync(context, cancellationToken).ConfigureAwait(false);
        var description = new ServiceDescription(
            services,
            directories,
            (name, version) => AskedOf(name, ValuesOf(context.Release, version))
        );
        var states = new List<ServiceState>();
        foreach (var name in services.Kept.Concat(services.Tiers().SelectMany(tier => tier)))
        {
            var found = Containers.Of(name, all);
            states.Add(
                await description.DescribeAsync(name, found, context, cancellationToken).ConfigureAwait(false)
            );
        }

        // Files can say what they want before anything was ever started.
        var isThere = services.Names.Any(name => Containers.Of(name, all).Count > 0);
        return new PlatformState(
            isThere ? directories?.Layout.CurrentVersion() ?? services.VersionInFiles : null,
            states
        );
    }

    /// <inheritdoc/>
    public IReadOnlyList<Step> Steps(ReleaseIdentity release)
    {
        ArgumentNullException.ThrowIfNull(release);
        return directories is null ? ImageSteps(release) : DirectoryStepsOf(directories, release);
    }

    private IReadOnlyList<Step> ImageSteps(ReleaseIdentity release)
    {
        var services = new ReleasedServices(configuration, Read());
        services.Check();
        var images = services.ImagesOf(release);
        var tools = ToolsOf(release, commands, Read);
        var tiers = services.Tiers().Select(tier => new ServiceTier(tier, tools, tools)).ToList();
        return
        [
            ComposePreflight.Services(DescribeAsync, release),
            ComposePreflight.Files(Read, commands, services, images),
            oneOffs.AtBegin(),
            new FetchStep(
                configuration,
                images,
                services.Names,
                book,
                containers,
                docker,
                OverlayOf(release)
            ).Create(release, ValuesOf(release, release.Version)),
            .. tiers.AsEnumerable().Reverse().Select(tier => tier.Stop(release)),
            new VersionStep(Read, commands, book, images).Create(release),
            oneOffs.BeforeStart(),
            .. tiers.Select(tier => tier.Start(release, NewImageOf)),
            .. SnapshotsOf(release, services.Names, tiers),
            new OldImages(OverlayOf(release), configuration.Platform.Keep, docker).Create(),
        ];

        string? NewImageOf(string service, StepContext context) =>
            images.TryGetValue(service, out var image)
                ? ImageBook.NewOf(image, context)
                : ImageBook.OldOf(service, context);
    }

    /// <summary>The old version's services are stopped and come back from its own directory, whatever the link says.</summary>
    private IReadOnlyList<Step> DirectoryStepsOf(VersionDirectories versions, ReleaseIdentity release)
    {
        var before = versions.Before(release);
        ComposeProject ReadOld() => ReadAt(versions.Layout.DirectoryOf(before));
        ComposeProject ReadNew() => ReadAt(versions.Layout.DirectoryOf(release.Version));
        var services = new ReleasedServices(configuration, ReadOld());
        services.Check();
        var made = new DirectorySteps(configuration, versions, commands, docker, containers, book, ReadAt);
        var files = made.Files(ValuesOf(release, release.Version));
        var old = ToolsOf(release, At(before), ReadOld) with { Version = before };
        var next = ToolsOf(release, At(release.Version), ReadNew) with { Version = release.Version };
        var tiers = services.Tiers().Select(tier => new ServiceTier(tier, old, next)).ToList();
        return
        [
            ComposePreflight.Services(DescribeAsync, release),
            ComposePreflight.Files(ReadOld, At(before), services, new Dictionary<string, string>()),
            oneOffs.AtBegin(),
            files.Fetch(release),
            made.Images(release),
            .. tiers.AsEnumerable().Reverse().Select(tier => tier.Stop(release)),
            CurrentLink.Step(versions.Layout, release),
            oneOffs.BeforeStart(),
            .. tiers.Select(tier => tier.Start(release, made.NewImageOf)),
            .. SnapshotsOf(release, services.Names, tiers),
            files.Prune(release),
        ];
    }

    /// <inheritdoc/>
    public void RefuseOther(ReleaseIdentity release, Facts begun)
    {
        ArgumentNullException.ThrowIfNull(release);
        ArgumentNullException.ThrowIfNull(begun);
        var services = new ReleasedServices(configuration, Read());
        MeantImages.RefuseOther(
            services.Names.ToDictionary(name => name, name => services.TemplateOf(name)?.Of(release.Version)),
            release,
            begun
        );
    }

    private IEnumerable<Step> SnapshotsOf(
        ReleaseIdentity release,
        IReadOnlyList<string> services,
        IEnumerable<ServiceTier> tiers
    ) =>
        configuration.Platform.Snapshots is { } section && release.PreviousVersion is not null
            ? new SnapshotSteps(services, containers, docker, commands.Project, section.Keep).Of(
                release,
                [.. tiers.Select(tier => tier.Stop(release).Id)]
            )
            : [];

    private ComposeCommands At(string version) => commands with { Directory = DirectoryOf(version) };

    private ComposeProject ReadAt(string directory) =>
        ComposeProject.Read(configuration.Platform with { Directory = directory }, environment);

    private ComposeProject Read() => ReadAt(commands.Directory);

    private OncePlace PlaceOf(string service, ReleaseIdentity release) =>
        directories is null
            ? new OncePlace(commands, Of(service, release))
            : new OncePlace(At(release.Version), Before(service));

    private OncePlace PlaceBefore(string service, ReleaseIdentity release) =>
        new(directories is null ? commands : At(directories.Before(release)), Before(service));

    /// <summary>A container of the version that is released.</summary>
    private OneOff Of(string service, ReleaseIdentity release) =>
        Before(service) with
        {
            Overlay = OverlayOf(release).File,
        };

    /// <summary>A container of the version that runs, as the compose files have it.</summary>
    private OneOff Before(string service) =>
        new(service, null, oneOffs.Label) { ThroughEntrypoint = configuration.Services[service].Entrypoint };

    private Overlay OverlayOf(ReleaseIdentity release) => new(configuration.Directory, release.Version);

    private TierTools ToolsOf(ReleaseIdentity release, ComposeCommands of, Func<ComposeProject> read) =>
        new(
            configuration,
            of,
            containers,
            book,
            read,
            (name, version) => WatchOf(name, ValuesOf(release, version))
        );

    private ServiceWatch WatchOf(string service, PlaceholderValues values) =>
        new(service, containers, AskedOf(service, values));

    private Checks.ICheck? AskedOf(string service, PlaceholderValues values) =>
        ServiceWatch.AskedOf(configuration.Services[service].Health, client, Inside(service), values);

    private PlaceholderValues ValuesOf(ReleaseIdentity release, string version) =>
        new(release, version, DirectoryOf(version)) { TagPrefix = configuration.Git.TagPrefix };
}
