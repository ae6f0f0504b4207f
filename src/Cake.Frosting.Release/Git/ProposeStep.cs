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
    private readonly Proposal proposal = new(repository, options);

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
                .. host?.Instruct(proposal.Draft(Blank.Of("commit"))) ?? [],
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

        var former = await proposal.CommitAsync(cancellationToken).ConfigureAwait(false);
        var parent = await repository.CommitOfAsync($"{commit}^", cancellationToken).ConfigureAwait(false);
        var isThere =
            former is not null
            && (
                former == commit
                || await proposal
                    .IsWaitingAsync(former, parent ?? commit, cancellationToken)
                    .ConfigureAwait(false)
            );
        if (!isThere)
        {
            await PushAsync(context, commit, former, cancellationToken).ConfigureAwait(false);
        }

        throw ProposalErrors.Waiting(
            options,
            host is null
                ? null
                : await host.RequestAsync(
                        proposal.Draft(isThere ? former! : commit),
                        context,
                        cancellationToken
                    )
                    .ConfigureAwait(false)
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
