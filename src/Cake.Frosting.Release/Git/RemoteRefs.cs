namespace Cake.Frosting.Release.Git;

/// <summary>A branch and a tag as the remote has them.</summary>
/// <param name="BranchCommit">The commit of the branch; <c>null</c> where the remote has no such branch.</param>
/// <param name="TagCommit">The commit that the tag leads to; <c>null</c> where the remote has no such tag.</param>
public sealed record RemoteRefs(string? BranchCommit, string? TagCommit);
