using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Git;

/// <summary>
/// The branch that holds a release commit until it is merged. What waits there is not made anew by each run, and what
/// people added to it is not pushed over.
/// </summary>
/// <param name="repository">The repository.</param>
/// <param name="options">What the release does in it.</param>
internal sealed class Proposal(GitRepository repository, GitReleaseOptions options)
{
    private string Subject => options.CommitMessage.Split('\n')[0].Trim();

    /// <summary>The pull request that is asked for.</summary>
    /// <param name="commit">The commit that the branch is at.</param>
    public PullRequestDraft Draft(string commit) =>
        new(options.ProposalBranch, options.Branch, Subject, options.ProposalText()) { Commit = commit };

    /// <summary>The commit that the branch is at; <c>null</c> where there is none.</summary>
    /// <exception cref="ReleaseException">The remote cannot be asked.</exception>
    public async Task<string?> CommitAsync(CancellationToken cancellationToken) =>
        (
            await repository
                .RemoteAsync(options.Remote, options.ProposalBranch, null, cancellationToken)
                .ConfigureAwait(false)
        ).BranchCommit;

    /// <summary>
    /// Whether the branch proposes this release on top of a commit: then it waits, whoever pushed it, and with whatever
    /// reviewers changed about it.
    /// </summary>
    /// <param name="former">The commit that the branch is at.</param>
    /// <param name="parent">The commit that the release commit belongs on.</param>
    /// <param name="cancellationToken">Ends the commands.</param>
    /// <exception cref="ReleaseRefusedException">It is somebody's work, which a push would take away.</exception>
    public async Task<bool> IsWaitingAsync(string former, string parent, CancellationToken cancellationToken)
    {
        if (await repository.CommitOfAsync(former, cancellationToken).ConfigureAwait(false) is null)
        {
            // A CI job has a clone of its own each time.
            await repository
                .LookAsync(
                    repository.Commands.FetchObjects(options.Remote, options.ProposalBranch),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }

        var found = await repository
            .LookAsync(repository.Commands.SubjectsBetween(parent, former), cancellationToken)
            .ConfigureAwait(false);
        var others = found.Lines.Where(line => line.Trim() != Subject).ToList();
        var isOurs = found.Lines.Count > others.Count;
        if (
            isOurs
            && await repository.IsAncestorAsync(parent, former, cancellationToken).ConfigureAwait(false)
        )
        {
            return true;
        }

        return others.Count == 0
            ? false
            : throw new ReleaseRefusedException(
                $"The branch {options.ProposalBranch} of {options.Remote} has work that {options.Branch} has not, and proposing this release would push over it: {GitText.Some(others, 3)}",
                $"Have it merged, or delete the branch: git push {options.Remote} --delete {options.ProposalBranch}"
            );
    }
}
