using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Platforms.Compose.Files;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Platforms.Compose;

/// <summary>
/// A project of Docker Compose: the containers of its services, whose images the compose files or their env file
/// name. Both Compose v1 and v2 serve.
/// </summary>
public sealed class ComposePlatform : IPlatform
{
    private readonly ComposeParts parts;
    private readonly IVersions versions;

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
        var directories = VersionDirectories.Of(configuration);
        var platform = directories?.At(directories.Layout.Current) ?? configuration.Platform;
        parts = new ComposeParts(
            configuration,
            client,
            environment,
            new ComposeCommands(
                program,
                EngineAddress.Of(platform),
                platform.Directory,
                ComposeProject.NameOf(configuration.Platform, environment),
                ComposeProject.FilesOf(platform),
                platform.EnvFile,
                platform.Profiles
            )
        );
        versions = directories is null ? new ImageVersions(parts) : new DirectoryVersions(parts, directories);
    }

    /// <inheritdoc/>
    public string Name =>
        $"the Compose project {parts.Commands.Project} in {parts.Configuration.Platform.Directory}";

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
    public string DirectoryOf(string version) => versions.DirectoryOf(version);

    /// <inheritdoc/>
    public IPlace OnceIn(string service, ReleaseIdentity release)
    {
        ArgumentNullException.ThrowIfNull(release);
        return versions.New(service, release);
    }

    /// <inheritdoc/>
    public IPlace OnceBefore(string service, ReleaseIdentity release)
    {
        ArgumentNullException.ThrowIfNull(release);
        return versions.Old(service, release);
    }

    /// <inheritdoc/>
    public IAheadVolume AheadVolumeOf(string service, ReleaseIdentity release)
    {
        ArgumentNullException.ThrowIfNull(release);
        return new AheadVolume(
            parts.Docker,
            release,
            versions.New(service, release),
            versions.Old(service, release)
        );
    }

    /// <inheritdoc/>
    public IPlace Inside(string service) => new InsidePlace(parts.Commands, service);

    /// <inheritdoc/>
    public async Task<PlatformState> DescribeAsync(StepContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var services = new ReleasedServices(parts.Configuration, parts.Read());
        var all = await parts.Containers.AllAsync(context, cancellationToken).ConfigureAwait(false);
        var description = new ServiceDescription(
            services,
            versions,
            (name, version) =>
                parts.AskedOf(name, parts.ValuesOf(context.Release, version, DirectoryOf(version)))
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
        return new PlatformState(isThere ? versions.Current(services) : null, states);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Step> Steps(ReleaseIdentity release)
    {
        ArgumentNullException.ThrowIfNull(release);
        return [ComposePreflight.Services(DescribeAsync, release), .. versions.Steps(release)];
    }

    /// <inheritdoc/>
    public void RefuseOther(ReleaseIdentity release, Facts begun)
    {
        ArgumentNullException.ThrowIfNull(release);
        ArgumentNullException.ThrowIfNull(begun);
        var services = new ReleasedServices(parts.Configuration, parts.Read());
        MeantImages.RefuseOther(
            services.Names.ToDictionary(name => name, name => services.TemplateOf(name)?.Of(release.Version)),
            release,
            begun
        );
    }
}
