using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Git;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.GitHub;

/// <summary>GitHub's pull requests: those that a changelog tells of, and the one that a protected branch asks for.</summary>
/// <param name="access">The way to the repository.</param>
/// <param name="time">The clock.</param>
internal sealed class GitHubPullRequests(GitHubAccess access, TimeProvider time) : IPullRequests
{
    private readonly MergedDetails details = new();

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, PullRequestDetails>> DescribeAsync(
        IReadOnlyCollection<string> numbers,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(numbers);
        try
        {
            var api = await access.Brief.OpenAsync(time, _ => { }, cancellationToken).ConfigureAwait(false);
            return await details.OfAsync(api, numbers, cancellationToken).ConfigureAwait(false);
        }
        catch (ReleaseRefusedException refusal) when (ApiErrors.IsUnavailable(refusal))
        {
            throw new ReleaseRefusedException(
                $"{access.Host} cannot be asked what the merged pull requests are called and labelled: {refusal.Problem}",
                $"Run this again when it can; or take the entries from git's own history with changelog/from: commits. {refusal.WayOut}".Trim(),
                refusal
            );
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<Instruction> Instruct(PullRequestDraft request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return
        [
            access.Instruct(
                HttpMethod.Post,
                "/pulls",
                ["pr", "create", "--head", request.From, "--base", request.Into, "--title", request.Title]
            ),
        ];
    }

    /// <inheritdoc/>
    public async Task<PullRequest?> FindAsync(PullRequestDraft request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var api = await access.Brief.OpenAsync(time, _ => { }, cancellationToken).ConfigureAwait(false);
        return await LookAsync(api, request, cancellationToken).ConfigureAwait(false) is { } found
            ? Read(found)
            : null;
    }

    /// <inheritdoc/>
    public async Task<PullRequest> RequestAsync(
        PullRequestDraft request,
        StepContext context,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(context);
        var api = await access.OpenAsync(context, cancellationToken).ConfigureAwait(false);
        var found =
            await LookAsync(api, request, cancellationToken).ConfigureAwait(false)
            ?? await OpenAsync(api, request, context, cancellationToken).ConfigureAwait(false);
        return Read(found);
    }

    private async Task<GitHubPullRequest> OpenAsync(
        RepositoryApi api,
        PullRequestDraft request,
        StepContext context,
        CancellationToken cancellationToken
    )
    {
        context.Issue(access.Request(HttpMethod.Post, api, "/pulls"));
        try
        {
            return await api
                .PullRequests.OpenAsync(
                    new NewPullRequest(request.Title, request.From, request.Into, request.Body),
                    token => LookAsync(api, request, token),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (ReleaseRefusedException refusal) when (ApiErrors.StatusOf(refusal) == 422)
        {
            // Somebody else was faster by a moment, or has merged it; a list can be a moment behind.
            return await LookOftenAsync(api, request, context, cancellationToken).ConfigureAwait(false)
                ?? throw (IsNothingNew(refusal) ? NothingNew(request, refusal) : refusal);
        }
    }

    /// <summary>The open one, or else the newest that was closed with this very commit.</summary>
    private static async Task<GitHubPullRequest?> LookAsync(
        RepositoryApi api,
        PullRequestDraft request,
        CancellationToken cancellationToken
    )
    {
        var all = await api
            .PullRequests.BetweenAsync(request.From, request.Into, cancellationToken)
            .ConfigureAwait(false);
        return all.FirstOrDefault(each => each.State == "open")
            ?? all.FirstOrDefault(each => each.Head.Sha == request.Commit);
    }

    private async Task<GitHubPullRequest?> LookOftenAsync(
        RepositoryApi api,
        PullRequestDraft request,
        StepContext context,
        CancellationToken cancellationToken
    )
    {
        for (var (tries, pause) = (1, access.BackOff.First); ; tries++, pause *= 2)
        {
            var found = await LookAsync(api, request, cancellationToken).ConfigureAwait(false);
            if (found is not null || tries >= access.BackOff.Tries)
            {
                return found;
            }

            await Task.Delay(pause, context.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool IsNothingNew(ReleaseRefusedException refusal) =>
        refusal.Problem.Contains("No commits between", StringComparison.OrdinalIgnoreCase);

    private static ReleaseRefusedException NothingNew(
        PullRequestDraft request,
        ReleaseRefusedException refusal
    ) =>
        new(
            $"{request.Into} has everything that {request.From} has, so there is nothing to merge: {refusal.Problem}",
            $"Somebody has merged it in the meantime: git pull, and run the release again.",
            refusal
        );

    private static PullRequest Read(GitHubPullRequest found) =>
        new(
            new Uri(found.HtmlUrl),
            found.State == "open" ? PullRequestState.Open
                : found.MergedAt is not null ? PullRequestState.Merged
                : PullRequestState.Closed
        );
}
