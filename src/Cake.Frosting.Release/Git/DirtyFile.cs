namespace Cake.Frosting.Release.Git;

/// <summary>A file that is not as the last commit has it.</summary>
/// <param name="Path">Its path from the top of the work tree; ends in a slash for a directory of untracked files.</param>
/// <param name="Kind">How it differs.</param>
public sealed record DirtyFile(string Path, DirtyKind Kind);

/// <summary>How a file differs from the last commit.</summary>
public enum DirtyKind
{
    /// <summary>It is changed, added, renamed or deleted.</summary>
    Changed,

    /// <summary>git does not know it.</summary>
    Untracked,

    /// <summary>A merge left it with conflicts.</summary>
    Conflicted,
}
