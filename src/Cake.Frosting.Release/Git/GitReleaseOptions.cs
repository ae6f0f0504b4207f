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
    /// Tells whether the files in the work tree hold the release already; before that, an unchanged file means
    /// that there is everything to do, and after it, that there is nothing.
    /// </summary>
    public Func<bool> IsPrepared { get; init; } = () => true;

    /// <summary>The remote that the release is published to.</summary>
    public string Remote { get; init; } = "origin";

    /// <summary>The branch of the remote that gets the release commit.</summary>
    public required string Branch { get; init; }

    /// <summary>Whether commit and tag are signed, with the key and the format that git is configured for.</summary>
    public bool Sign { get; init; }

    /// <summary>Why nothing is pushed, as a clause for the plan; <c>null</c> where commit and tag are pushed.</summary>
    public string? PushDisabled { get; init; }
}
