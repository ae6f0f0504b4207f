namespace Cake.Frosting.Release.Git;

/// <summary>
/// What the host of a repository knows and can do about pull requests, and git cannot. A release does without it:
/// titles and numbers are in the history, and a person can open what it asks for.
/// </summary>
public interface IPullRequests
{
    /// <summary>What is known about pull requests, by number. One that cannot be found is missing.</summary>
    /// <param name="numbers">Their numbers, as the history has them.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <exception cref="Errors.ReleaseException">The host cannot be asked.</exception>
    Task<IReadOnlyDictionary<string, PullRequestDetails>> DescribeAsync(
        IReadOnlyCollection<string> numbers,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// Sees to it that there is an open pull request from one branch into another: opens it, or finds it. Called
    /// again, it opens no second one.
    /// </summary>
    /// <param name="request">What is to be merged into what.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <returns>Its address, for people.</returns>
    /// <exception cref="Errors.ReleaseException">The host cannot be asked, or refuses.</exception>
    Task<Uri> RequestAsync(PullRequestDraft request, CancellationToken cancellationToken);
}

/// <summary>What the host knows about a pull request.</summary>
/// <param name="Title">Its title as it is now.</param>
/// <param name="Author">The login of who opened it; empty where it is not known.</param>
/// <param name="Labels">The names of its labels.</param>
public sealed record PullRequestDetails(string Title, string Author, IReadOnlyList<string> Labels);

/// <summary>A pull request that a release asks for.</summary>
/// <param name="From">The branch with the release commit.</param>
/// <param name="Into">The protected branch.</param>
/// <param name="Title">Its title.</param>
/// <param name="Body">Its text, Markdown.</param>
public sealed record PullRequestDraft(string From, string Into, string Title, string Body);
