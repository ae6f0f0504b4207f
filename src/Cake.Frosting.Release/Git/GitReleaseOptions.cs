using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Git;

/// <summary>What a release does in its git repository.</summary>
public sealed record GitReleaseOptions
{
    /// <summary>The tag, for example <c>v1.4.0</c>.</summary>
    public required string Tag { get; init; }

    /// <summary>The tag's message; Markdown is kept as it is.</summary>
    public required string TagMessage { get; init; }

    /// <summary>The message of the release commit, for example <c>Release 1.4.0</c>.</summary>
    public required string CommitMessage { get; init; }

    /// <summary>The files that the release commits, relative to the repository's directory. None: no commit is made.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>
    /// The files that the release deletes and commits as deleted, from what it has recorded; before that, those
    /// that it is going to delete.
    /// </summary>
    public Func<Facts, IReadOnlyList<string>> Deleted { get; init; } = _ => [];

    /// <summary>
    /// Tells whether the files in the work tree hold the release already; before that, an unchanged file means
    /// that there is everything to do, and after it, that there is nothing.
    /// </summary>
    public Func<Facts, CancellationToken, Task<bool>> IsPrepared { get; init; } =
        (_, _) => Task.FromResult(true);

    /// <summary>The remote that the release is published to.</summary>
    public string Remote { get; init; } = "origin";

    /// <summary>The branch of the remote that gets the release commit.</summary>
    public required string Branch { get; init; }

    /// <summary>Whether the branch is protected, so that a pull request has to bring the commit onto it.</summary>
    public bool IsProtected { get; init; }

    /// <summary>The branch of the remote that holds the release commit until it is merged.</summary>
    public string ProposalBranch { get; init; } = "release/next";

    /// <summary>Reads the text of the pull request, Markdown; it is there once the changelog is edited. Empty unless given.</summary>
    public Func<string> ProposalText { get; init; } = () => "";

    /// <summary>Whether commit and tag are signed, with the key and the format that git is configured for.</summary>
    public bool Sign { get; init; }

    /// <summary>All files of the release commit, changed and deleted.</summary>
    /// <param name="facts">What the release has found out so far.</param>
    public IReadOnlyList<string> AllFiles(Facts facts) => [.. Files, .. Deleted(facts)];

    /// <summary>Why nothing is pushed, as a clause for the plan; <c>null</c> where commit and tag are pushed.</summary>
    public string? PushDisabled { get; init; }
}
