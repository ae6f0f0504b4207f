namespace Cake.Frosting.Release.Git;

/// <summary>Commits that a release is about.</summary>
/// <param name="Since">A revision whose ancestors are left out; <c>null</c> for the whole history.</param>
/// <param name="Until">The newest commit.</param>
public sealed record CommitRange(string? Since, string Until = "HEAD")
{
    /// <summary>Only commits that touch one of these, relative to the repository's directory; none for all commits.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Whether of a merge only the commit itself counts, and not what it brought with it.</summary>
    public bool IsFirstParent { get; init; }
}
