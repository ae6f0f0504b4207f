using Cake.Frosting.Release.Steps;

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

    /// <summary>What <see cref="RequestAsync"/> is going to issue, for plan and runbook.</summary>
    /// <param name="request">What is to be merged into what.</param>
    IReadOnlyList<Instruction> Instruct(PullRequestDraft request);

    /// <summary>
    /// The pull request from one branch into another: the open one, or else what became of one with the very commit;
    /// <c>null</c> where there is none. Changes nothing.
    /// </summary>
    /// <param name="request">What is to be merged into what.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <exception cref="Errors.ReleaseException">The host cannot be asked.</exception>
    Task<PullRequest?> FindAsync(PullRequestDraft request, CancellationToken cancellationToken);

    /// <summary>
    /// Sees to it that there is a pull request from one branch into another: finds it, or opens it. Called again, it
    /// opens no second one, and it leaves one alone that a person has closed.
    /// </summary>
    /// <param name="request">What is to be merged into what.</param>
    /// <param name="context">Hears of the request that opens it.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <returns>The pull request; merged or closed where that has happened in the meantime.</returns>
    /// <exception cref="Errors.ReleaseException">The host cannot be asked, or refuses.</exception>
    Task<PullRequest> RequestAsync(
        PullRequestDraft request,
        StepContext context,
        CancellationToken cancellationToken
    );
}

/// <summary>What the host knows about a pull request that was merged.</summary>
/// <param name="Title">Its title as it is now.</param>
/// <param name="Author">The login of who opened it; empty where it is not known.</param>
/// <param name="Labels">The names of its labels.</param>
public sealed record PullRequestDetails(string Title, string Author, IReadOnlyList<string> Labels);

/// <summary>A pull request that a release asks for.</summary>
/// <param name="From">The branch with the release commit.</param>
/// <param name="Into">The protected branch.</param>
/// <param name="Title">Its title.</param>
/// <param name="Body">Its text, Markdown.</param>
public sealed record PullRequestDraft(string From, string Into, string Title, string Body)
{
    /// <summary>The commit that the branch is at, in full.</summary>
    public required string Commit { get; init; }
}

/// <summary>A pull request, and what has become of it.</summary>
/// <param name="Address">Its address, for people.</param>
/// <param name="State">What has become of it.</param>
public sealed record PullRequest(Uri Address, PullRequestState State);

/// <summary>What has become of a pull request.</summary>
public enum PullRequestState
{
    /// <summary>It waits to be merged.</summary>
    Open,

    /// <summary>It was merged.</summary>
    Merged,

    /// <summary>Somebody closed it without merging it.</summary>
    Closed,
}
