using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Git;

/// <summary>Finds the commit of a release, whichever run made it.</summary>
/// <param name="repository">The repository.</param>
/// <param name="options">What the release does in it.</param>
public sealed class ReleaseCommit(GitRepository repository, GitReleaseOptions options)
{
    /// <summary>The id of the step that makes it.</summary>
    public const string StepId = "changelog/commit";

    internal const string ParentFact = "parent";
    internal const string CommitFact = "commit";

    /// <summary>
    /// The release commit, or <c>null</c> while it is still to be made: the one that this release recorded, or
    /// else HEAD when it has everything that the release would commit.
    /// </summary>
    /// <param name="facts">What this release has found out so far.</param>
    /// <param name="cancellationToken">Ends the commands.</param>
    public async Task<string?> FindAsync(Facts facts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var status = await repository.StatusAsync(cancellationToken).ConfigureAwait(false);
        if (
            facts.Find(StepId, CommitFact) is { } recorded
            && status.Head is not null
            && await repository.CommitOfAsync(recorded, cancellationToken).ConfigureAwait(false) is not null
            && await repository.ContainsAsync(recorded, status.Head, cancellationToken).ConfigureAwait(false)
                is true
        )
        {
            return recorded;
        }

        var files = options
            .AllFiles(facts)
            .Select(file => status.Prefix + file)
            .ToHashSet(StringComparer.Ordinal);
        return
            !status.Dirty.Any(dirty => files.Contains(dirty.Path))
            && await options.IsPrepared(facts, cancellationToken).ConfigureAwait(false)
            ? status.Head
            : null;
    }

    /// <summary>The commit that a run of this release recorded, or <c>null</c>.</summary>
    internal static string? Recorded(Facts facts) => facts.Find(StepId, CommitFact);

    /// <summary>Whether the remote's branch has a commit, so that it must not be taken back.</summary>
    internal Task<bool> IsPublishedAsync(string commit, Facts facts, CancellationToken cancellationToken) =>
        AskRemoteAsync(
            facts,
            async (remote, begun) =>
                remote.TagCommit == commit
                || (
                    remote.BranchCommit is not null
                    // Commits of the remote that are not here can hold ours only if we have pushed it.
                    && (
                        await repository
                            .ContainsAsync(commit, remote.BranchCommit, cancellationToken)
                            .ConfigureAwait(false)
                        ?? begun
                    )
                ),
            cancellationToken
        );

    /// <summary>Whether the remote has the tag, so that it must not be deleted here.</summary>
    internal Task<bool> IsTagPublishedAsync(Facts facts, CancellationToken cancellationToken) =>
        AskRemoteAsync(
            facts,
            (remote, _) => Task.FromResult(remote.TagCommit is not null),
            cancellationToken
        );

    private async Task<bool> AskRemoteAsync(
        Facts facts,
        Func<RemoteRefs, bool, Task<bool>> question,
        CancellationToken cancellationToken
    )
    {
        var begun = facts.Find(PushStep.StepId, PushStep.BegunFact) is not null;
        if (options.PushDisabled is not null && !begun)
        {
            return false;
        }

        try
        {
            var remote = await repository
                .RemoteAsync(options.Remote, options.Branch, options.Tag, cancellationToken)
                .ConfigureAwait(false);
            return await question(remote, begun).ConfigureAwait(false);
        }
        catch (ReleaseException)
        {
            // The remote cannot be asked: what may be published counts as published.
            return begun;
        }
    }
}
