using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.GitHub;

/// <summary>The endpoints of one repository that a release uses. Every method throws what <see cref="ApiErrors"/> explains.</summary>
/// <param name="client">Sends the requests.</param>
/// <param name="repository">The repository.</param>
internal sealed class RepositoryApi(ApiClient client, RepositoryName repository)
{
    private const string PageSize = "per_page=100";

    /// <summary>The repository.</summary>
    public RepositoryName Repository => repository;

    /// <summary>Its releases and their assets.</summary>
    public ReleasesApi Releases => new(client, At);

    /// <summary>Its deployments.</summary>
    public DeploymentsApi Deployments => new(client, At);

    /// <summary>Its pull requests.</summary>
    public PullRequestsApi PullRequests => new(client, repository.Owner, At);

    /// <summary>The address of a path below the repository.</summary>
    /// <param name="site">The server.</param>
    /// <param name="repository">The repository, or a blank for it.</param>
    /// <param name="path">The path, e.g. <c>/releases</c>.</param>
    public static Uri At(GitHubSite site, string repository, string path) =>
        site.At($"repos/{repository}{path}");

    /// <summary>The repository itself.</summary>
    public Task<RepositoryInfo> InfoAsync(CancellationToken cancellationToken) =>
        client.GetAsync(At(""), GitHubJson.Default.RepositoryInfo, cancellationToken);

    /// <summary>Whether it has a tag.</summary>
    /// <param name="tag">The tag's name.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<bool> HasTagAsync(string tag, CancellationToken cancellationToken) =>
        await client
            .FindAsync(
                At($"/git/ref/{Uri.EscapeDataString($"tags/{tag}")}"),
                GitHubJson.Default.GitRef,
                cancellationToken
            )
            .ConfigureAwait(false)
            is not null;

    /// <summary>What is known about a commit; <c>null</c> where GitHub does not have it.</summary>
    /// <param name="commit">Its full id.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<CommitChecks?> ChecksAsync(string commit, CancellationToken cancellationToken)
    {
        try
        {
            var statuses = await client
                .ListAsync(
                    At($"/commits/{commit}/status?{PageSize}"),
                    GitHubJson.Default.CombinedStatus,
                    cancellationToken
                )
                .ConfigureAwait(false);
            var runs = await client
                .ListAsync(
                    At($"/commits/{commit}/check-runs?filter=latest&{PageSize}"),
                    GitHubJson.Default.CheckRuns,
                    cancellationToken
                )
                .ConfigureAwait(false);
            return new CommitChecks(
                [.. statuses.SelectMany(page => page.Statuses)],
                [.. runs.SelectMany(page => page.Runs)]
            );
        }
        catch (ReleaseRefusedException refusal) when (ApiErrors.StatusOf(refusal) is 404 or 422)
        {
            return null;
        }
    }

    private Uri At(string path) => At(client.Site, repository.ToString(), path);
}

/// <summary>Everything that has been said about a commit.</summary>
internal sealed record CommitChecks(IReadOnlyList<CommitStatus> Statuses, IReadOnlyList<CheckRun> Runs);
