using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Git;

/// <summary>Tags the release commit.</summary>
/// <param name="repository">The repository.</param>
/// <param name="options">What the release does in it.</param>
public sealed class TagStep(GitRepository repository, GitReleaseOptions options)
{
    /// <summary>The step's id.</summary>
    public const string StepId = "tag/create";

    private const string CommitFact = "commit";
    private readonly ReleaseCommit release = new(repository, options);

    /// <summary>Whether a run of this release has set out to tag its commit.</summary>
    internal static bool HasBegun(Facts facts) => facts.Find(StepId, CommitFact) is not null;

    /// <summary>The step <c>tag/create</c>.</summary>
    public Step Create() =>
        new()
        {
            Id = StepId,
            Stage = Stage.Tag,
            Title = $"Tag the release commit as {options.Tag}",
            Instructions = [Instruction.Run(repository.Place, Command)],
            Act = ActAsync,
            Probe = ProbeAsync,
            Undo = new Undo
            {
                Title = $"Delete the tag {options.Tag}, unless it was pushed",
                OnlyBeforeLive = true,
                Instructions =
                [
                    Instruction.Run(
                        repository.Place,
                        repository.Commands.DeleteTag(options.Tag, Blank.Of("tag object"))
                    ),
                ],
                Act = UndoAsync,
            },
        };

    private Command Command =>
        repository.Commands.CreateTag(options.Tag, Blank.Of("commit"), options.TagMessage, options.Sign);

    private async Task<Probe> ProbeAsync(StepContext context, CancellationToken cancellationToken)
    {
        var commit = await release.FindAsync(context.Facts, cancellationToken).ConfigureAwait(false);
        var tagged = await repository.CommitOfTagAsync(options.Tag, cancellationToken).ConfigureAwait(false);
        return tagged is null ? Probe.NotDone()
            : tagged == commit ? Probe.Done($"the tag {options.Tag} is at {GitText.Short(commit)}")
            : throw Elsewhere(tagged, commit);
    }

    private async Task ActAsync(StepContext context, CancellationToken cancellationToken)
    {
        var commit =
            await release.FindAsync(context.Facts, cancellationToken).ConfigureAwait(false)
            ?? throw new ReleaseRefusedException(
                $"There is no release commit to tag: {string.Join(", ", options.Files)} is not committed.",
                "Run the stage Changelog first."
            );
        var tagged = await repository.CommitOfTagAsync(options.Tag, cancellationToken).ConfigureAwait(false);
        if (tagged is not null)
        {
            if (tagged != commit)
            {
                throw Elsewhere(tagged, commit);
            }

            return;
        }

        context.Facts.Record(StepId, CommitFact, commit);
        try
        {
            await context
                .RunAsync(repository.Place, Command.Fill("commit", commit), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (CommandFailedException failure)
        {
            throw GitErrors.Explain(failure, repository.Commands.Directory);
        }
    }

    private async Task UndoAsync(StepContext context, CancellationToken cancellationToken)
    {
        var made = context.Facts.Find(StepId, CommitFact);
        var tagObject = await repository
            .ObjectOfTagAsync(options.Tag, cancellationToken)
            .ConfigureAwait(false);
        if (
            made is null
            || tagObject is null
            || await repository.CommitOfTagAsync(options.Tag, cancellationToken).ConfigureAwait(false) != made
        )
        {
            return;
        }

        if (await release.IsTagPublishedAsync(context.Facts, cancellationToken).ConfigureAwait(false))
        {
            context.Progress($"The tag {options.Tag} is published and stays.");
            return;
        }

        await context
            .RunAsync(
                repository.Place,
                repository.Commands.DeleteTag(options.Tag, tagObject),
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    private ReleaseRefusedException Elsewhere(string tagged, string? commit) =>
        new(
            $"The tag {options.Tag} exists already, at {GitText.Short(tagged)} and not at "
                + (
                    commit is null
                        ? "the release commit, which is still to be made."
                        : $"{GitText.Short(commit)}."
                ),
            $"Choose another version with --version=X.Y.Z; or, where the tag was never published, git tag -d {options.Tag}"
        );
}
