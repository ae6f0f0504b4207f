using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Git;

/// <summary>
/// Publishes the release commit and its tag together. It has no undo: what is published stays, and the next
/// run finds it.
/// </summary>
/// <param name="repository">The repository.</param>
/// <param name="options">What the release does in it.</param>
public sealed class PushStep(GitRepository repository, GitReleaseOptions options)
{
    /// <summary>The step's id.</summary>
    public const string StepId = "tag/push";

    internal const string BegunFact = "begun";
    private readonly ReleaseCommit release = new(repository, options);

    /// <summary>The step <c>tag/push</c>.</summary>
    public Step Create() =>
        new()
        {
            Id = StepId,
            Stage = Stage.Tag,
            Title = options.IsProtected
                ? $"Push the tag {options.Tag} to {options.Remote}"
                : $"Push the release commit to {options.Branch} and the tag {options.Tag} to {options.Remote}",
            Instructions = options.PushDisabled is null ? [Instruction.Run(repository.Place, Command)] : [],
            Act = ActAsync,
            Probe = ProbeAsync,
        };

    private Command Command =>
        repository.Commands.Push(
            options.Remote,
            Blank.Of("commit"),
            options.IsProtected ? null : options.Branch,
            options.Tag
        );

    private async Task<Probe> ProbeAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (options.PushDisabled is not null)
        {
            return Probe.NotNeeded(options.PushDisabled);
        }

        var commit = await release.FindAsync(context.Facts, cancellationToken).ConfigureAwait(false);
        return commit is not null && await IsThereAsync(commit, cancellationToken).ConfigureAwait(false)
            ? Probe.Done(
                $"{options.Remote} has {GitText.Short(commit)} on {options.Branch} and {options.Tag}"
            )
            : Probe.NotDone();
    }

    private async Task ActAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (options.PushDisabled is not null)
        {
            return;
        }

        var commit =
            await release.FindAsync(context.Facts, cancellationToken).ConfigureAwait(false)
            ?? throw new ReleaseRefusedException(
                $"There is no release commit to push: {string.Join(", ", options.Files)} is not committed.",
                "Run the stage Changelog first."
            );
        if (await IsThereAsync(commit, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        context.Facts.Record(StepId, BegunFact, commit);
        try
        {
            await context
                .RunAsync(repository.Place, Command.Fill("commit", commit), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (CommandFailedException failure)
        {
            throw PushErrors.Explain(failure, repository.Commands.Directory, options);
        }
    }

    private async Task<bool> IsThereAsync(string commit, CancellationToken cancellationToken)
    {
        var remote = await repository
            .RemoteAsync(options.Remote, options.Branch, options.Tag, cancellationToken)
            .ConfigureAwait(false);
        if (remote.TagCommit is not null && remote.TagCommit != commit)
        {
            throw new ReleaseRefusedException(
                $"{options.Remote} has the tag {options.Tag} already, at {GitText.Short(remote.TagCommit)} and not at {GitText.Short(commit)}.",
                "Choose another version with --version=X.Y.Z."
            );
        }

        // A branch that has gone on since is not here to be looked into; both were pushed together or not at all.
        return remote is { TagCommit: not null, BranchCommit: not null }
            && (
                await repository
                    .ContainsAsync(commit, remote.BranchCommit, cancellationToken)
                    .ConfigureAwait(false)
                ?? true
            );
    }
}
