using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Git;

/// <summary>Commits what the release has written into files, and nothing else.</summary>
/// <param name="repository">The repository.</param>
/// <param name="options">What the release does in it.</param>
public sealed class CommitStep(GitRepository repository, GitReleaseOptions options)
{
    private readonly ReleaseCommit release = new(repository, options);

    /// <summary>The step <c>changelog/commit</c>.</summary>
    public Step Create() =>
        new()
        {
            Id = ReleaseCommit.StepId,
            Stage = Stage.Changelog,
            Title = $"Commit {string.Join(", ", options.Files)}",
            Instructions =
                options.Files.Count == 0 ? [] : [Instruction.Run(repository.Place, CommandFor(Nothing))],
            Act = ActAsync,
            Probe = ProbeAsync,
            Undo = new Undo
            {
                Title = "Take the release commit back, unless it was pushed",
                OnlyBeforeLive = true,
                Instructions =
                [
                    Instruction.Run(
                        repository.Place,
                        repository.Commands.MoveHead(Reason, Blank.Of("parent"), Blank.Of("commit"))
                    ),
                    Instruction.Run(
                        repository.Place,
                        repository.Commands.Unstage(Blank.Of("parent"), options.AllFiles(Nothing))
                    ),
                ],
                Act = UndoAsync,
            },
        };

    private string Reason => $"release: take back {options.CommitMessage.Split('\n')[0]}";

    private static Facts Nothing => new();

    private Command CommandFor(Facts facts) =>
        repository.Commands.Commit(options.AllFiles(facts), options.CommitMessage, options.Sign);

    private async Task<Probe> ProbeAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (options.Files.Count == 0)
        {
            return Probe.NotNeeded("the release changes no file");
        }

        var commit = await release.FindAsync(context.Facts, cancellationToken).ConfigureAwait(false);
        return commit is null ? Probe.NotDone() : Probe.Done($"commit {GitText.Short(commit)} has it");
    }

    private async Task ActAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (await release.FindAsync(context.Facts, cancellationToken).ConfigureAwait(false) is { } made)
        {
            context.Facts.Record(ReleaseCommit.StepId, ReleaseCommit.CommitFact, made);
            return;
        }

        var parent = await repository.CommitOfAsync("HEAD", cancellationToken).ConfigureAwait(false);
        context.Facts.Record(ReleaseCommit.StepId, ReleaseCommit.ParentFact, parent ?? "");
        try
        {
            await context
                .RunAsync(repository.Place, CommandFor(context.Facts), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (CommandFailedException failure)
        {
            throw GitErrors.Commit(failure, repository.Commands.Directory);
        }

        var commit = await repository.CommitOfAsync("HEAD", cancellationToken).ConfigureAwait(false);
        context.Facts.Record(ReleaseCommit.StepId, ReleaseCommit.CommitFact, commit!);
    }

    private async Task UndoAsync(StepContext context, CancellationToken cancellationToken)
    {
        var parent = context.Facts.Find(ReleaseCommit.StepId, ReleaseCommit.ParentFact);
        var head = await repository.CommitOfAsync("HEAD", cancellationToken).ConfigureAwait(false);
        if (string.IsNullOrEmpty(parent) || head is null || head == parent)
        {
            return;
        }

        var commit =
            context.Facts.Find(ReleaseCommit.StepId, ReleaseCommit.CommitFact)
            // Killed between the commit and the record of it.
            ?? (
                await repository.CommitOfAsync("HEAD^1", cancellationToken).ConfigureAwait(false) == parent
                    ? head
                    : null
            );
        if (
            commit is null
            || await StaysAsync(context, parent, commit, head, cancellationToken).ConfigureAwait(false)
        )
        {
            return;
        }

        await context
            .RunAsync(
                repository.Place,
                repository.Commands.MoveHead(Reason, parent, commit),
                cancellationToken
            )
            .ConfigureAwait(false);
        await context
            .RunAsync(
                repository.Place,
                repository.Commands.Unstage(parent, options.AllFiles(context.Facts)),
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    private async Task<bool> StaysAsync(
        StepContext context,
        string parent,
        string commit,
        string head,
        CancellationToken cancellationToken
    )
    {
        if (head != commit)
        {
            context.Warn(
                $"The release commit {GitText.Short(commit)} stays: HEAD has moved on from it. Revert it by hand."
            );
            return true;
        }

        var status = await repository.StatusAsync(cancellationToken).ConfigureAwait(false);
        var changed = await repository
            .ChangedFilesAsync(parent, commit, cancellationToken)
            .ConfigureAwait(false);
        if (changed.Except(options.AllFiles(context.Facts).Select(file => status.Prefix + file)).Any())
        {
            context.Warn(
                $"The commit {GitText.Short(commit)} stays: it has more in it than the release's own files."
            );
            return true;
        }

        if (await release.IsPublishedAsync(commit, context.Facts, cancellationToken).ConfigureAwait(false))
        {
            context.Progress($"The release commit {GitText.Short(commit)} is published and stays.");
            return true;
        }

        return false;
    }
}
