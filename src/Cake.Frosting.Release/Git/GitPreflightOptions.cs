namespace Cake.Frosting.Release.Git;

/// <summary>What a repository must hold before a release begins.</summary>
public sealed record GitPreflightOptions
{
    /// <summary>The branch that releases are made from; <c>null</c> allows any.</summary>
    public string? Branch { get; init; }

    /// <summary>The remote that the release is published to; <c>null</c> where nothing is pushed.</summary>
    public string? Remote { get; init; } = "origin";

    /// <summary>The tag that the release will make; <c>null</c> where it makes none.</summary>
    public string? Tag { get; init; }

    /// <summary>Whether the release commits or tags, so that git must know who does it.</summary>
    public bool NeedsIdentity { get; init; } = true;

    /// <summary>What an interrupted run of this release left changed.</summary>
    public IReadOnlyList<OwnEdit> OwnEdits { get; init; } = [];

    /// <summary>The release commit that an interrupted run recorded; the tag may be there as well as at HEAD.</summary>
    public string? ReleaseCommit { get; init; }
}
