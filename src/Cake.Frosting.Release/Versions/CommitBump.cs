using Cake.Frosting.Release.Git;

namespace Cake.Frosting.Release.Versions;

/// <summary>Reads from Conventional Commits how great a step they ask for.</summary>
public static class CommitBump
{
    /// <summary>The step, or <c>null</c> where there is no commit.</summary>
    /// <param name="commits">The commits since the last release, newest first.</param>
    /// <param name="since">The tag of the last release; <c>null</c> for the whole history.</param>
    public static BumpReason? Of(IReadOnlyList<GitCommit> commits, string? since)
    {
        ArgumentNullException.ThrowIfNull(commits);
        if (commits.Count == 0)
        {
            return null;
        }

        BumpReason? greatest = null;
        foreach (var commit in commits)
        {
            if (ConventionalCommit.Read(commit) is { } conventional)
            {
                var bump =
                    conventional.IsBreaking ? VersionBump.Major
                    : conventional.Type == "feat" ? VersionBump.Minor
                    : VersionBump.Patch;
                if (greatest is null || bump > greatest.Bump)
                {
                    greatest = new BumpReason(
                        bump,
                        $"commit {GitText.Short(commit.Id)} says \"{commit.Subject.Trim()}\""
                    );
                }
            }
        }

        return greatest
            ?? new BumpReason(
                VersionBump.Patch,
                $"there {(commits.Count == 1 ? "is 1 commit" : $"are {commits.Count} commits")}"
                    + (since is null ? "" : $" since {since}")
                    + " and no Conventional Commit among them"
            );
    }
}
