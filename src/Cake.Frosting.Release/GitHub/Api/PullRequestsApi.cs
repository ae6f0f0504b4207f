namespace Cake.Frosting.Release.GitHub;

/// <summary>The endpoints of pull requests.</summary>
/// <param name="client">Sends the requests.</param>
/// <param name="owner">Whose repository it is.</param>
/// <param name="at">The address of a path below the repository.</param>
internal sealed class PullRequestsApi(ApiClient client, string owner, Func<string, Uri> at)
{
    /// <summary>A pull request; <c>null</c> where there is none with this number.</summary>
    public Task<GitHubPullRequest?> FindAsync(string number, CancellationToken cancellationToken) =>
        client.FindAsync(at($"/pulls/{number}"), GitHubJson.Default.GitHubPullRequest, cancellationToken);

    /// <summary>Those that were closed, whatever changed last first, a hundred to a page.</summary>
    /// <param name="pages">How many pages are read at most.</param>
    /// <param name="isEnough">Told of each page; <c>true</c> where the next one need not be read.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task ClosedAsync(
        int pages,
        Func<IReadOnlyList<GitHubPullRequest>, bool> isEnough,
        CancellationToken cancellationToken
    )
    {
        var read = 0;
        return client.ListAsync(
            at("/pulls?state=closed&sort=updated&direction=desc&per_page=100"),
            GitHubJson.Default.IReadOnlyListGitHubPullRequest,
            cancellationToken,
            page => isEnough(page) || ++read >= pages
        );
    }

    /// <summary>Those from one branch into another, the newest first, open and closed.</summary>
    public async Task<IReadOnlyList<GitHubPullRequest>> BetweenAsync(
        string from,
        string into,
        CancellationToken cancellationToken
    )
    {
        var query = $"state=all&head={Escape($"{owner}:{from}")}&base={Escape(into)}&per_page=100";
        var pages = await client
            .ListAsync(
                at($"/pulls?{query}"),
                GitHubJson.Default.IReadOnlyListGitHubPullRequest,
                cancellationToken
            )
            .ConfigureAwait(false);
        // An older Enterprise server takes a filter that it cannot read for none.
        return [.. pages.SelectMany(page => page).Where(each => each.Head.Ref == from)];
    }

    /// <summary>Opens one, unless the answer is lost and it is found to be there.</summary>
    public Task<GitHubPullRequest> OpenAsync(
        NewPullRequest request,
        Func<CancellationToken, Task<GitHubPullRequest?>> find,
        CancellationToken cancellationToken
    ) =>
        client.CreateAsync(
            new ApiRequest(HttpMethod.Post, at("/pulls"))
            {
                Content = ApiClient.Json(request, GitHubJson.Default.NewPullRequest),
                // The branch was pushed a moment ago, and not through the API.
                IsTooEarly = reply =>
                    reply.Status == 422
                    && reply.Body.Contains("\"head\"", StringComparison.Ordinal)
                    && reply.Body.Contains("\"invalid\"", StringComparison.Ordinal),
            },
            GitHubJson.Default.GitHubPullRequest,
            find,
            cancellationToken
        );

    private static string Escape(string text) => Uri.EscapeDataString(text);
}
