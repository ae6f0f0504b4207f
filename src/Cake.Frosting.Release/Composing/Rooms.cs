using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Git;
using Cake.Frosting.Release.Platforms;
using Cake.Frosting.Release.Platforms.Compose;
using Cake.Frosting.Release.Platforms.Processes;
using Cake.Frosting.Release.Versions;

namespace Cake.Frosting.Release.Composing;

/// <summary>What the steps of a configuration are made with.</summary>
/// <param name="Configuration">What is released.</param>
/// <param name="Platform">What keeps it running.</param>
/// <param name="Repository">The git repository that is released from.</param>
/// <param name="Databases">The databases by their key in the configuration.</param>
/// <param name="Place">Where commands run.</param>
/// <param name="Client">Sends HTTP requests; follows no redirects.</param>
/// <param name="Runner">Runs commands.</param>
/// <param name="Time">The clock.</param>
public sealed record Rooms(
    ReleaseConfiguration Configuration,
    IPlatform Platform,
    GitRepository Repository,
    IReadOnlyDictionary<string, DatabaseRoom> Databases,
    IPlace Place,
    HttpClient Client,
    ICommandRunner Runner,
    TimeProvider Time
)
{
    /// <summary>What the repository's host knows and can do about pull requests; <c>null</c> where it is not asked.</summary>
    public IPullRequests? PullRequests { get; init; }

    /// <summary>The scheme that the recipe brings; <c>null</c> where the configuration says.</summary>
    public IVersionScheme? OwnScheme { get; init; }

    /// <summary>How versions are counted.</summary>
    /// <exception cref="Errors.ConfigurationException">The scheme's settings make no sense.</exception>
    public IVersionScheme Scheme => OwnScheme ?? VersionSchemes.Of(Configuration, Time);

    /// <summary>How tags are named.</summary>
    public TagPattern Tags => new($"{Configuration.Git.TagPrefix}{{version}}");

    /// <summary>Opens the rooms that a configuration needs.</summary>
    /// <param name="configuration">What is released.</param>
    /// <param name="client">Sends HTTP requests.</param>
    /// <param name="runner">Runs commands.</param>
    /// <param name="time">The clock.</param>
    /// <param name="withTools">Whether PostgreSQL's programs are looked for.</param>
    /// <param name="cancellationToken">Ends the look at the databases' servers.</param>
    /// <exception cref="Errors.ReleaseRefusedException">PostgreSQL's programs are not to be found.</exception>
    public static async Task<Rooms> OpenAsync(
        ReleaseConfiguration configuration,
        HttpClient client,
        ICommandRunner runner,
        TimeProvider time,
        bool withTools,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var databases = new Dictionary<string, DatabaseRoom>();
        foreach (var (name, section) in configuration.Databases)
        {
            var (target, tunnel) = await DatabaseContainer
                .TargetAsync(configuration, name, section, runner, cancellationToken)
                .ConfigureAwait(false);
            databases[name] = await DatabaseRoom
                .OpenAsync(target, tunnel, section, withTools ? runner : null, cancellationToken)
                .ConfigureAwait(false);
        }

        var repository = new GitRepository(
            new GitCommands(configuration.Git.Directory)
            {
                Unset = GitEnvironment.ToUnset(),
                Author = configuration.Git.Author,
                NetworkDeadline = configuration.Git.Deadline,
            },
            runner
        );
        // The binder refuses the kinds of platform that are only planned.
        IPlatform platform =
            configuration.Platform.Kind == PlatformKind.Compose
                ? await ComposePlatform
                    .OpenAsync(configuration, client, withTools ? runner : null, cancellationToken)
                    .ConfigureAwait(false)
                : new ProcessPlatform(configuration, client);
        return new Rooms(
            configuration,
            platform,
            repository,
            databases,
            new ThisMachine(),
            client,
            runner,
            time
        )
        {
            PullRequests = GitHubRoom.PullRequestsOf(configuration, repository, time),
        };
    }

    /// <summary>What the placeholders of the configuration stand for in a release.</summary>
    /// <param name="release">The release.</param>
    public PlaceholderValues ValuesOf(Steps.ReleaseIdentity release)
    {
        ArgumentNullException.ThrowIfNull(release);
        return new PlaceholderValues(release, release.Version, Platform.DirectoryOf(release.Version))
        {
            TagPrefix = Configuration.Git.TagPrefix,
        };
    }
}
