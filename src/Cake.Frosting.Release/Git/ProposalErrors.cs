using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Git;

/// <summary>Says that a release waits for its commit to be merged, and for whom.</summary>
internal static class ProposalErrors
{
    /// <summary>The refusal.</summary>
    /// <param name="options">What the release does in its repository.</param>
    /// <param name="request">The pull request; <c>null</c> where a person has to open one.</param>
    public static ReleaseRefusedException Waiting(GitReleaseOptions options, PullRequest? request)
    {
        var (branch, into) = (options.ProposalBranch, options.Branch);
        var then =
            $"git pull --ff-only {options.Remote} {into}, and run the release again: it goes on with the tag.";
        return request switch
        {
            null => new(
                Problem(options),
                $"Open a pull request from {branch} into {into} and merge it, then {then}"
            ),
            { State: PullRequestState.Merged } => new(
                $"The release commit has been merged into {into} in the meantime: {request.Address}",
                $"{char.ToUpperInvariant(then[0])}{then[1..]}"
            ),
            { State: PullRequestState.Closed } => new(
                $"The pull request of this release was closed, and not merged: {request.Address}",
                $"Reopen it and merge it; or delete its branch (git push {options.Remote} --delete {branch}) and run the release again, which opens another one."
            ),
            _ => new(Problem(options), $"Merge {request.Address}, then {then}"),
        };
    }

    private static string Problem(GitReleaseOptions options) =>
        $"The release waits for its commit to be merged: it is on the branch {options.ProposalBranch} of {options.Remote}, and {options.Branch} is protected.";
}
