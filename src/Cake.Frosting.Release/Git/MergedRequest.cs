using System.Text.RegularExpressions;

namespace Cake.Frosting.Release.Git;

/// <summary>A pull request as the commit tells of it that merged it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Title">Its title, without the number.</param>
/// <param name="Commit">The commit.</param>
public sealed partial record MergedRequest(string Number, string Title, GitCommit Commit)
{
    /// <summary>
    /// Reads a commit: a merge by GitHub, GitLab, Bitbucket or Azure, or a squash whose subject ends in <c>(#12)</c>.
    /// </summary>
    /// <param name="commit">The commit.</param>
    /// <returns><c>null</c> where it does not tell of a pull request.</returns>
    public static MergedRequest? Read(GitCommit commit)
    {
        ArgumentNullException.ThrowIfNull(commit);
        var subject = commit.Subject.TrimEnd('\r', ' ');
        if (Squashed(subject) is { } open)
        {
            return new MergedRequest(subject[(open + 3)..^1], subject[..open], commit);
        }

        if (!subject.StartsWith("Merge", StringComparison.Ordinal))
        {
            return null;
        }

        if (Azure().Match(subject) is { Success: true } azure)
        {
            return new MergedRequest(azure.Groups[1].Value, azure.Groups[2].Value.Trim(), commit);
        }

        var match = GitHub().Match(subject);
        match = match.Success ? match : Bitbucket().Match(subject);
        match = match.Success ? match : GitLab().Match(commit.Message);
        return match.Success ? new MergedRequest(match.Groups[1].Value, TitleIn(commit), commit) : null;
    }

    /// <summary>The first line of the body; the subject where the body says nothing.</summary>
    private static string TitleIn(GitCommit commit) =>
        commit
            .Message.Split('\n')
            .Skip(1)
            .Select(line => line.Trim())
            .FirstOrDefault(line =>
                line.Length > 0 && !line.StartsWith("See merge request ", StringComparison.Ordinal)
            )
        ?? commit.Subject.TrimEnd('\r', ' ');

    /// <summary>Where <c> (#12)</c> begins at the end of a subject. A long history has many, so no expression is asked.</summary>
    private static int? Squashed(string subject)
    {
        var open = subject.EndsWith(')') ? subject.LastIndexOf(" (#", StringComparison.Ordinal) : -1;
        return
            open > 0
            && !char.IsWhiteSpace(subject[open - 1])
            && subject.Length > open + 4
            && !subject.AsSpan(open + 3, subject.Length - open - 4).ContainsAnyExceptInRange('0', '9')
            ? open
            : null;
    }

    [GeneratedRegex(@"^Merge pull request #([0-9]+) ")]
    private static partial Regex GitHub();

    [GeneratedRegex(@"^Merged in .* \(pull request #([0-9]+)\)$")]
    private static partial Regex Bitbucket();

    [GeneratedRegex(@"^Merged PR ([0-9]+): (.*)$")]
    private static partial Regex Azure();

    [GeneratedRegex(@"\nSee merge request [^\n!]*!([0-9]+)\s*$")]
    private static partial Regex GitLab();
}
