namespace Cake.Frosting.Release.Git;

/// <summary>How a work tree stands.</summary>
/// <param name="TopLevel">The directory where the work tree begins.</param>
/// <param name="Prefix">
/// The path from there to the directory that was looked at; empty, or with a slash at its end.
/// </param>
/// <param name="Head">The id of the commit that is checked out; <c>null</c> before the first commit.</param>
/// <param name="Branch">The branch that is checked out; <c>null</c> where HEAD is detached.</param>
/// <param name="IsShallow">Whether the history was cut off when it was cloned.</param>
/// <param name="Dirty">What is not committed.</param>
public sealed record GitStatus(
    string TopLevel,
    string Prefix,
    string? Head,
    string? Branch,
    bool IsShallow,
    IReadOnlyList<DirtyFile> Dirty
);
