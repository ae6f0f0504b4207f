using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Git;

/// <summary>
/// Brings a second checkout to the newest commit of its branch, and on a rollback back to what it had. The commit is
/// fixed while the old version serves: what is pushed later is for the next release.
/// </summary>
/// <param name="repository">The checkout.</param>
/// <param name="name">What it is called.</param>
/// <param name="remote">The remote that its branch is fetched from.</param>
/// <param name="branch">The branch.</param>
public sealed class CheckoutSteps(GitRepository repository, string name, string remote, string branch)
{
    private const string Commit = "commit";
    private const string BranchBefore = "branch-before";
    private const string CommitBefore = "commit-before";
    private const string TipBefore = "tip-before";

    private readonly GitCommands commands = repository.Commands;

    private string FetchId => $"backup/checkout:{name}";

    private string StepId => $"pull/checkout:{name}";

    private string Remote => $"{remote}/{branch}";

    /// <summary>Preflight: it is a clean checkout, and its remote has the branch.</summary>
    public Step Check() =>
        new()
        {
            Id = $"preflight/checkout:{name}",
            Stage = Stage.Preflight,
            Title = $"Check that the checkout {name} is clean, and that {Remote} is there",
            Instructions =
            [
                Instruction.Run(repository.Place, commands.Status()),
                Instruction.Run(repository.Place, commands.RemoteRefs(remote, branch, null)),
            ],
            After = [],
            Act = async (context, cancellationToken) =>
            {
                var status = await CleanAsync(cancellationToken).ConfigureAwait(false);
                var refs = await repository
                    .RemoteAsync(remote, branch, null, cancellationToken)
                    .ConfigureAwait(false);
                context.Progress(
                    refs.BranchCommit is { } there
                        ? $"{commands.Directory} is on {Where(status)}; {Remote} is at {Short(there)}"
                        : throw new ReleaseRefusedException(
                            $"The remote {remote} of {commands.Directory} has no branch {branch}.",
                            "Push the branch, or name another under checkouts in the configuration."
                        )
                );
            },
        };

    /// <summary>Backup: the branch is fetched, and must lead on from what is here.</summary>
    public Step Fetch() =>
        new()
        {
            Id = FetchId,
            Stage = Stage.Backup,
            Title = $"Fetch {branch} of the checkout {name}",
            Instructions = [Instruction.Run(repository.Place, commands.FetchBranch(remote, branch))],
            After = [],
            Probe = async (context, cancellationToken) =>
                context.Facts.Find(FetchId, Commit) is { } commit
                && await repository.CommitOfAsync(commit, cancellationToken).ConfigureAwait(false) is not null
                    ? Probe.Done($"{Short(commit)} is here")
                    : Probe.NotDone(),
            Act = FetchAsync,
        };

    /// <summary>Pull: the commit is checked out. Its undo puts branch and commit back.</summary>
    public Step Bring() =>
        new()
        {
            Id = StepId,
            Stage = Stage.Pull,
            Title = $"Bring the checkout {name} to {branch}",
            Instructions =
            [
                Instruction.Run(repository.Place, commands.Switch(branch)),
                Instruction.Run(repository.Place, commands.FastForward(Blank.Of($"commit of {Remote}"))),
            ],
            TakesServiceDown = true,
            Act = BringAsync,
            Undo = new Undo
            {
                Title = $"Put the checkout {name} back to where it was",
                Instructions =
                [
                    Instruction.Run(
                        repository.Place,
                        commands.KeepingReset(Blank.Of($"commit that {name} had"))
                    ),
                ],
                Act = BackAsync,
            },
        };

    private async Task FetchAsync(StepContext context, CancellationToken cancellationToken)
    {
        await RunAsync(context, commands.FetchBranch(remote, branch), cancellationToken)
            .ConfigureAwait(false);
        var commit =
            await repository.CommitOfAsync($"refs/remotes/{Remote}", cancellationToken).ConfigureAwait(false)
            ?? throw new ReleaseRefusedException($"{Remote} is not in {commands.Directory} after the fetch.");
        if (
            await TipAsync(cancellationToken).ConfigureAwait(false) is { } tip
            && !await repository.IsAncestorAsync(tip, commit, cancellationToken).ConfigureAwait(false)
        )
        {
            throw new ReleaseRefusedException(
                $"{branch} of {commands.Directory} has commits that {Remote} does not have: {Short(tip)} does not lead to {Short(commit)}.",
                $"Push them, or let the branch go: git -C {ShellQuoting.Quote(commands.Directory)} log {Remote}..{branch}"
            );
        }

        context.Facts.Record(FetchId, Commit, commit);
        context.Progress($"{Remote} is {commit}");
    }

    private async Task BringAsync(StepContext context, CancellationToken cancellationToken)
    {
        var commit = context.Facts.Find(FetchId, Commit)!;
        var status = await CleanAsync(cancellationToken).ConfigureAwait(false);
        var tip = await TipAsync(cancellationToken).ConfigureAwait(false);
        if (context.Facts.Find(StepId, CommitBefore) is null)
        {
            context.Facts.Record(StepId, BranchBefore, status.Branch ?? "");
            context.Facts.Record(StepId, TipBefore, tip ?? "");
            context.Facts.Record(StepId, CommitBefore, status.Head!);
        }

        if (tip is null)
        {
            await RunAsync(context, commands.SwitchToNew(branch, commit), cancellationToken)
                .ConfigureAwait(false);
            return;
        }

        if (status.Branch != branch)
        {
            await RunAsync(context, commands.Switch(branch), cancellationToken).ConfigureAwait(false);
        }

        await RunAsync(context, commands.FastForward(commit), cancellationToken).ConfigureAwait(false);
        var head = await repository.CommitOfAsync("HEAD", cancellationToken).ConfigureAwait(false);
        if (head != commit)
        {
            throw new ReleaseRefusedException(
                $"{commands.Directory} is at {head} after it was brought to {commit}.",
                "Somebody has committed to it meanwhile; nobody may during a release."
            );
        }
    }

    private async Task BackAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (context.Facts.Find(StepId, CommitBefore) is not { } commit)
        {
            return;
        }

        var status = await repository.StatusAsync(cancellationToken).ConfigureAwait(false);
        var before = context.Facts.Find(StepId, BranchBefore)!;
        if (before.Length == 0 && (status.Branch is not null || status.Head != commit))
        {
            await RunAsync(context, commands.SwitchDetached(commit), cancellationToken).ConfigureAwait(false);
        }
        else if (before.Length > 0 && status.Branch != before)
        {
            await RunAsync(context, commands.Switch(before), cancellationToken).ConfigureAwait(false);
        }

        if (await repository.CommitOfAsync("HEAD", cancellationToken).ConfigureAwait(false) != commit)
        {
            await RunAsync(context, commands.KeepingReset(commit), cancellationToken).ConfigureAwait(false);
        }

        var tip = await TipAsync(cancellationToken).ConfigureAwait(false);
        if (before != branch && tip is not null && tip != context.Facts.Find(StepId, TipBefore))
        {
            var to = context.Facts.Find(StepId, TipBefore) is { Length: > 0 } old ? old : null;
            await RunAsync(context, commands.MoveBranch(branch, to, tip), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private Task<string?> TipAsync(CancellationToken cancellationToken) =>
        repository.CommitOfAsync($"refs/heads/{branch}", cancellationToken);

    private async Task<GitStatus> CleanAsync(CancellationToken cancellationToken)
    {
        var status = await repository.StatusAsync(cancellationToken).ConfigureAwait(false);
        if (status.Head is null)
        {
            throw new ReleaseRefusedException(
                $"{commands.Directory} has no commit that is checked out.",
                "Clone it anew: there is nothing to come back to."
            );
        }

        return status.Dirty.Count == 0
            ? status
            : throw new ReleaseRefusedException(
                $"{commands.Directory}, the checkout {name}, is not clean: {string.Join(", ", status.Dirty.Select(file => file.Path))}.",
                "Commit and push what production needs, and remove or ignore the rest: a rollback could not bring it back."
            );
    }

    private async Task RunAsync(StepContext context, Command command, CancellationToken cancellationToken)
    {
        try
        {
            await context.RunAsync(repository.Place, command, cancellationToken).ConfigureAwait(false);
        }
        catch (CommandFailedException failure)
        {
            throw GitErrors.Explain(failure, commands.Directory);
        }
    }

    private static string Where(GitStatus status) =>
        $"{status.Branch ?? "no branch"}, at {Short(status.Head!)}";

    private static string Short(string commit) => commit[..Math.Min(12, commit.Length)];
}
