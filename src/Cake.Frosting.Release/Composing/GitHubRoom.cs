using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Git;
using Cake.Frosting.Release.GitHub;

namespace Cake.Frosting.Release.Composing;

/// <summary>The way to the repository on GitHub that a configuration means.</summary>
/// <param name="configuration">What is released.</param>
/// <param name="section">Its section github.</param>
/// <param name="token">The token of that section.</param>
/// <param name="repository">The git repository, whose remote leads there where nothing else is said.</param>
internal sealed class GitHubRoom(
    ReleaseConfiguration configuration,
    GitHubSettings section,
    Secret token,
    GitRepository repository
)
{
    /// <summary>What GitHub knows and does about pull requests; <c>null</c> where it is not asked.</summary>
    /// <exception cref="ConfigurationException">The section cannot be used.</exception>
    public static IPullRequests? PullRequestsOf(
        ReleaseConfiguration configuration,
        GitRepository repository,
        TimeProvider time
    ) =>
        configuration.GitHub is { Token: { } token } section
            ? new GitHubPullRequests(
                new GitHubRoom(configuration, section, token, repository).Access(NewClient()),
                time
            )
            : null;

    /// <summary>The way over a client.</summary>
    /// <param name="client">Sends requests; follows no redirects, and has no time limit of its own.</param>
    /// <param name="backOff">How long requests wait between tries; as long as is sensible unless given.</param>
    /// <exception cref="ConfigurationException">The section cannot be used.</exception>
    public GitHubAccess Access(HttpClient client, BackOff? backOff = null) =>
        new(
            Site,
            client,
            section.Repository is { } name ? RepositoryName.TryParse(name) : null,
            FindRepositoryAsync
        )
        {
            BackOff = backOff ?? new BackOff(),
        };

    /// <summary>Uploads take their time: the client that asks services for their health would give up on them.</summary>
    public static HttpClient NewClient() =>
        new(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                ConnectTimeout = TimeSpan.FromSeconds(10),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            }
        )
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };

    private GitHubSite Site => new(Safe(section.Api), section.Uploads, token);

    private async Task<RepositoryName> FindRepositoryAsync(CancellationToken cancellationToken)
    {
        var remote = configuration.Git.Remote;
        var found = await repository
            .LookAsync(repository.Commands.RemoteUrl(remote), cancellationToken)
            .ConfigureAwait(false);
        var host = Site.WebHost;
        return
            found.ExitCode == 0
            && RepositoryName.FromRemote(found.Value) is { } address
            && (address.Host == host || address.Host == $"ssh.{host}")
            ? address.Repository
            : throw new ReleaseRefusedException(
                $"The remote {remote} leads to no repository on {host}.",
                "Name it: github/repository: owner/name. For an Enterprise server set github/api, too."
            );
    }

    /// <summary>A token that goes over the network in the clear is everybody's.</summary>
    private Uri Safe(Uri api) =>
        api.Scheme == Uri.UriSchemeHttps || api.IsLoopback
            ? api
            : throw new ConfigurationException(
                $"{configuration.SourceFile}: github/api: {api} would send the token unencrypted.",
                "Use https."
            );
}
