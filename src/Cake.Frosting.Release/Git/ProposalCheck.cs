using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Git;

/// <summary>
/// Sees before anything is edited that a release has been proposed already and waits to be merged: run again and again,
/// it makes no second commit and pushes nothing.
/// </summary>
/// <param name="repository">The repository.</param>
/// <param name="options">What the release does in it.</param>
/// <param name="host">Knows pull requests; <c>null</c> where only git is asked.</param>
public sealed class ProposalCheck(GitRepository repository, GitReleaseOptions options, IPullRequests? host)
{
    /// <summary>The step's id.</summary>
    public const string StepId = "preflight/proposal";

    private readonly Proposal proposal = new(repository, options);

    /// <summary>The step <c>preflight/proposal</c>.</summary>
    public Step Create() =>
        new()
        {
            Id = StepId,
            Stage = Stage.Preflight,
            Title = $"Check that no pull request for {options.Tag} waits to be merged",
            Instructions =
            [
                Instruction.Run(
                    repository.Place,
                    repository.Commands.RemoteRefs(options.Remote, options.ProposalBranch, null)
                ),
            ],
            RunsAgain = true,
            Act = ActAsync,
        };

    private async Task ActAsync(StepContext context, CancellationToken cancellationToken)
    {
        // A release that was cut off has its commit: whether that is merged is for its own step to see.
        if (
            ReleaseCommit.Recorded(context.Facts) is not null
            || await repository.CommitOfAsync("HEAD", cancellationToken).ConfigureAwait(false) is not { } head
            || await proposal.CommitAsync(cancellationToken).ConfigureAwait(false) is not { } waiting
            || !await proposal.IsWaitingAsync(waiting, head, cancellationToken).ConfigureAwait(false)
        )
        {
            return;
        }

        if (host is null)
        {
            throw ProposalErrors.Waiting(options, null);
        }

        // A branch without one was left by a run that was cut off: this run opens it.
        var request = await host.FindAsync(proposal.Draft(waiting), cancellationToken).ConfigureAwait(false);
        if (request is not null)
        {
            throw ProposalErrors.Waiting(options, request);
        }
    }
}
