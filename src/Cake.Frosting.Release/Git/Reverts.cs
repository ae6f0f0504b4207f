using System.Text.RegularExpressions;

namespace Cake.Frosting.Release.Git;

/// <summary>Leaves out what was taken back: a commit and its revert together say nothing.</summary>
public static partial class Reverts
{
    /// <summary>The commits without those that were reverted among them, and without their reverts.</summary>
    /// <param name="commits">The commits of a range, newest first.</param>
    /// <returns>The rest in the same order. The revert of a commit outside of the range stays.</returns>
    public static IReadOnlyList<GitCommit> Cancel(IReadOnlyList<GitCommit> commits)
    {
        ArgumentNullException.ThrowIfNull(commits);
        var gone = Cancelled(commits);
        return gone.Count == 0 ? commits : [.. commits.Where((_, i) => !gone.Contains(i))];
    }

    /// <summary>The indices of those that were reverted among them, and of their reverts.</summary>
    /// <param name="commits">The commits of a range, newest first.</param>
    internal static IReadOnlySet<int> Cancelled(IReadOnlyList<GitCommit> commits)
    {
        if (!commits.Any(IsRevert))
        {
            return new HashSet<int>();
        }

        var gone = new HashSet<int>();
        var known = Names(commits);
        // Newest first: the revert of a revert is met before it, and gives back what that one took.
        foreach (var (i, commit) in commits.Index())
        {
            if (!gone.Contains(i) && IsRevert(commit))
            {
                var targets = Targets(commit)
                    .Select(name => Find(commits, known, name))
                    .Where(target => target > i)
                    .ToList();
                gone.UnionWith(targets.Count > 0 ? [i, .. targets] : []);
            }
        }

        return gone;
    }

    private static bool IsRevert(GitCommit commit) =>
        commit.Message.StartsWith("revert", StringComparison.OrdinalIgnoreCase)
        || commit.Message.Contains("\nThis reverts commit ", StringComparison.Ordinal)
        || commit.Message.Contains("\nReverts ", StringComparison.Ordinal);

    /// <summary>The index of what a revert calls a commit; -1 where it is not among them.</summary>
    private static int Find(IReadOnlyList<GitCommit> commits, Dictionary<string, int> known, string name) =>
        known.TryGetValue(name, out var index) ? index
        : name[0] == '#' || name.Length >= 40 ? -1
        : commits
            .Index()
            .Where(one => one.Item.Id.StartsWith(name, StringComparison.Ordinal))
            .Select(one => one.Index)
            .DefaultIfEmpty(-1)
            .First();

    /// <summary>Where the commits are, by what most reverts call them: the id, or <c>#</c> and the number.</summary>
    private static Dictionary<string, int> Names(IReadOnlyList<GitCommit> commits)
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (i, commit) in commits.Index())
        {
            names[commit.Id] = i;
            if (MergedRequest.Read(commit) is { } merged)
            {
                names.TryAdd($"#{merged.Number}", i);
            }
        }

        return names;
    }

    private static IEnumerable<string> Targets(GitCommit revert) =>
        Commit()
            .Matches(revert.Message)
            .Select(match => match.Groups[1].Value)
            .Concat(PullRequest().Matches(revert.Message).Select(match => $"#{match.Groups[1].Value}"));

    [GeneratedRegex(@"(?:^|\n)(?:This reverts commit |Refs: )([0-9a-f]{7,64})\b")]
    private static partial Regex Commit();

    [GeneratedRegex(@"(?:^|\n)Reverts (?:[\w.-]+/[\w.-]+)?[#!]([0-9]+)\b")]
    private static partial Regex PullRequest();
}
