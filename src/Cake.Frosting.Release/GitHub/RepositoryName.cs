using System.Text.RegularExpressions;

namespace Cake.Frosting.Release.GitHub;

/// <summary>A repository on GitHub.</summary>
/// <param name="Owner">The user or organization.</param>
/// <param name="Name">The repository's own name.</param>
internal sealed partial record RepositoryName(string Owner, string Name)
{
    /// <summary>Reads <c>owner/name</c>; <c>null</c> where the text is not that.</summary>
    public static RepositoryName? TryParse(string text) =>
        text.Split('/') is [{ Length: > 0 } owner, { Length: > 0 } name]
            ? new RepositoryName(owner, name)
            : null;

    /// <summary>Reads host and repository off the address of a git remote; <c>null</c> where it has none.</summary>
    /// <param name="url"><c>git@HOST:owner/name.git</c>, <c>ssh://…</c>, <c>https://…</c>.</param>
    public static (string Host, RepositoryName Repository)? FromRemote(string url) =>
        Remote().Match(url.Trim()) is { Success: true } match
            ? (
                match.Groups["host"].Value.ToLowerInvariant(),
                new RepositoryName(match.Groups["owner"].Value, match.Groups["name"].Value)
            )
            : null;

    /// <summary><c>owner/name</c>.</summary>
    public override string ToString() => $"{Owner}/{Name}";

    [GeneratedRegex(
        @"\A(?:(?:https?|ssh|git)://(?:[^@/]*@)?(?<host>[^:/]+)(?::\d+)?/|(?:[^@/:]+@)?(?<host>[^:/]{2,}):)/?(?<owner>[^/]+)/(?<name>[^/]+?)(?:\.git)?/?\z",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Remote();
}
