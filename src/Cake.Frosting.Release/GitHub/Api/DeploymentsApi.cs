namespace Cake.Frosting.Release.GitHub;

/// <summary>The endpoints of deployments.</summary>
/// <param name="client">Sends the requests.</param>
/// <param name="at">The address of a path below the repository.</param>
internal sealed class DeploymentsApi(ApiClient client, Func<string, Uri> at)
{
    /// <summary>The state of a deployment that has begun.</summary>
    public const string Begun = "in_progress";

    /// <summary>The deployment that a release has made; <c>null</c> where it has made none.</summary>
    /// <param name="tag">What is deployed.</param>
    /// <param name="environment">Where to.</param>
    /// <param name="release">The release's id.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Deployment?> FindAsync(
        string tag,
        string environment,
        string release,
        CancellationToken cancellationToken
    )
    {
        var query =
            $"ref={Uri.EscapeDataString(tag)}&environment={Uri.EscapeDataString(environment)}&per_page=100";
        var pages = await client
            .ListAsync(
                at($"/deployments?{query}"),
                GitHubJson.Default.IReadOnlyListDeployment,
                cancellationToken
            )
            .ConfigureAwait(false);
        return pages
            .SelectMany(page => page)
            .Where(each => ReleaseOf(each) == release)
            .MinBy(each => each.Id);
    }

    /// <summary>Makes a deployment, unless the answer is lost and it is found to be there.</summary>
    public Task<Deployment> CreateAsync(NewDeployment deployment, CancellationToken cancellationToken) =>
        client.CreateAsync(
            new ApiRequest(HttpMethod.Post, at("/deployments"))
            {
                Content = ApiClient.Json(deployment, GitHubJson.Default.NewDeployment),
            },
            GitHubJson.Default.Deployment,
            token => FindAsync(deployment.Ref, deployment.Environment, deployment.Payload.Release, token),
            cancellationToken
        );

    /// <summary>How a deployment stands; <c>null</c> where nobody has said so yet.</summary>
    public async Task<string?> StateAsync(long id, CancellationToken cancellationToken)
    {
        // The newest comes first.
        var statuses = await client
            .GetAsync(
                at($"/deployments/{id}/statuses?per_page=1"),
                GitHubJson.Default.IReadOnlyListDeploymentStatus,
                cancellationToken
            )
            .ConfigureAwait(false);
        return statuses.Count == 0 ? null : statuses[0].State;
    }

    /// <summary>Says how a deployment stands, unless it is said already; none begins twice.</summary>
    public async Task SetStateAsync(long id, NewDeploymentStatus status, CancellationToken cancellationToken)
    {
        var now = await StateAsync(id, cancellationToken).ConfigureAwait(false);
        if (now == status.State || (now is not null && status.State == Begun))
        {
            return;
        }

        await client
            .CreateAsync(
                new ApiRequest(HttpMethod.Post, at($"/deployments/{id}/statuses"))
                {
                    Content = ApiClient.Json(status, GitHubJson.Default.NewDeploymentStatus),
                },
                GitHubJson.Default.DeploymentStatus,
                async token =>
                    await StateAsync(id, token).ConfigureAwait(false) == status.State
                        ? new DeploymentStatus(status.State)
                        : null,
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    private static string? ReleaseOf(Deployment deployment) =>
        deployment.Payload.ValueKind == System.Text.Json.JsonValueKind.Object
        && deployment.Payload.TryGetProperty("release", out var release)
            ? release.ToString()
            : null;
}
