using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Git;

/// <summary>
/// Gets the release commit onto a protected branch: puts it on a branch of its own, asks for a pull request, and
/// refuses to go on until it is merged. The next run finds the merged changelog and goes on from there, whether the
/// merge kept the commit or made another one of it.
/// </summary>
/// <param name="repository">The repository.</param>
/// <param name="options">What the release does in it.</param>
/// <param name="host">Opens pull requests; <c>null</c> where a person has to.</param>
public sealed class ProposeStep(GitRepository repository, GitReleaseOptions options, IPullRequests? host)
{
    /// <summary>The step's id.</summary>
    public const string StepId = "tag/propose";

    private readonly ReleaseCommit release = new(repository, options);

    /// <summary>The step <c>tag/propose</c>.</summary>
    public Step Create() =>
        new()
        {
            Id = StepId,
            Stage = Stage.Tag,
            Title = $"Have the release commit merged into {options.Branch} by a pull request",
            Instructions =
            [
                Instruction.Run(repository.Place, Command(Blank.Of("commit"), Blank.Of("former commit"))),
                Instruction.Manual(
                    $"Have a pull request from {options.ProposalBranch} into {options.Branch} merged, then: git pull --ff-only {options.Remote} {options.Branch}"
                ),
            ],
            Act = ActAsync,
            Probe = ProbeAsync,
        };

    private Command Command(string commit, string? former) =>
        repository.Commands.PushProposal(options.Remote, commit, options.ProposalBranch, former);

    private async Task<Probe> ProbeAsync(StepContext context, CancellationToken cancellationToken)
    {
        var commit = await release.FindAsync(context.Facts, cancellationToken).ConfigureAwait(false);
        return commit is not null && await IsMergedAsync(commit, cancellationToken).ConfigureAwait(false)
            ? Probe.Done($"{options.Remote} has {GitText.Short(commit)} on {options.Branch}")
            : Probe.NotDone();
    }

    private async Task ActAsync(StepContext context, CancellationToken cancellationToken)
    {
        var commit =
            await release.FindAsync(context.Facts, cancellationToken).ConfigureAwait(false)
            ?? throw new ReleaseRefusedException(
                $"There is no release commit to propose: {string.Join(", ", options.Files)} is not committed.",
                "Run the stage Changelog first."
            );
        if (await IsMergedAsync(commit, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        var branch = options.ProposalBranch;
        var former = (
            await repository
                .RemoteAsync(options.Remote, branch, null, cancellationToken)
                .ConfigureAwait(false)
        ).BranchCommit;
        if (former is null || !await IsSameAsync(former, commit, cancellationToken).ConfigureAwait(false))
        {
            await PushAsync(context, commit, former, cancellationToken).ConfigureAwait(false);
        }

        var address = host is null
            ? null
            : await host.RequestAsync(
                    new PullRequestDraft(
                        branch,
                        options.Branch,
                        options.CommitMessage.Split('\n')[0],
                        options.TagMessage
                    ),
                    cancellationToken
                )
                .ConfigureAwait(false);
        throw new ReleaseRefusedException(
            $"The release waits for its commit to be merged: it is on the branch {branch} of {options.Remote}, and {options.Branch} is protected.",
            $"{(address is null ? $"Open a pull request from {branch} into {options.Branch} and merge it" : $"Merge {address}")}, then git pull --ff-only {options.Remote} {options.Branch}, and run the release again: it goes on with the tag."
        );
    }

    private async Task PushAsync(
        StepContext context,
        string commit,
        string? former,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await context
                .RunAsync(repository.Place, Command(commit, former), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (CommandFailedException failure)
        {
            throw PushErrors.Explain(failure, repository.Commands.Directory, options);
        }
    }

    /// <summary>Whether an earlier run proposed the same: its commit has another date, and nothing else.</summary>
    private async Task<bool> IsSameAsync(string former, string commit, CancellationToken cancellationToken) =>
        former == commit
        || (
            await repository.IdOfAsync($"{former}^{{tree}}", cancellationToken).ConfigureAwait(false)
                is { } tree
            && tree
                == await repository.IdOfAsync($"{commit}^{{tree}}", cancellationToken).ConfigureAwait(false)
            && await repository.CommitOfAsync($"{former}^", cancellationToken).ConfigureAwait(false)
                == await repository.CommitOfAsync($"{commit}^", cancellationToken).ConfigureAwait(false)
        );

    private async Task<bool> IsMergedAsync(string commit, CancellationToken cancellationToken)
    {
        var remote = await repository
            .RemoteAsync(options.Remote, options.Branch, null, cancellationToken)
            .ConfigureAwait(false);
        return remote.BranchCommit is not null
            && await repository
                .ContainsAsync(commit, remote.BranchCommit, cancellationToken)
                .ConfigureAwait(false)
                is true;
    }
}
