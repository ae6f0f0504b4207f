using System.Text.RegularExpressions;

namespace Cake.Frosting.Release.Git;

/// <summary>A commit message by the letter of Conventional Commits 1.0.0.</summary>
/// <param name="Type">The type in lower case, for example <c>feat</c>.</param>
/// <param name="Scope">The scope; empty where there is none.</param>
/// <param name="Description">What follows the colon.</param>
/// <param name="IsBreaking">Whether it breaks what users relied on, by <c>!</c> or by a footer.</param>
public sealed partial record ConventionalCommit(
    string Type,
    string Scope,
    string Description,
    bool IsBreaking
)
{
    /// <summary>What the footer says about what breaks, on one line; empty where there is none.</summary>
    public string BreakingNote { get; init; } = "";

    /// <summary>Reads a commit; <c>null</c> where its message is not conventional.</summary>
    /// <param name="commit">The commit.</param>
    public static ConventionalCommit? Read(GitCommit commit)
    {
        ArgumentNullException.ThrowIfNull(commit);
        return Read(commit.Subject.TrimEnd('\r'), commit.Message);
    }

    /// <summary>Reads a title, such as that of a pull request; <c>null</c> where it is not conventional.</summary>
    /// <param name="title">The title.</param>
    /// <param name="message">The text whose footers count; empty where there is none.</param>
    public static ConventionalCommit? Read(string title, string message)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(message);
        var colon = title.IndexOf(": ", StringComparison.Ordinal);
        if (colon <= 0)
        {
            return null;
        }

        var head = title[..colon];
        var breaking = head.EndsWith('!');
        head = breaking ? head[..^1] : head;
        var open = head.IndexOf('(', StringComparison.Ordinal);
        var scope = "";
        if (open >= 0)
        {
            if (!head.EndsWith(')') || open + 2 >= head.Length)
            {
                return null;
            }

            scope = head[(open + 1)..^1];
            head = head[..open];
        }

        if (head.Length == 0 || !head.All(letter => char.IsAsciiLetter(letter) || letter == '-'))
        {
            return null;
        }

        var note = Note(message);
        return new ConventionalCommit(
            head.ToLowerInvariant(),
            scope,
            title[(colon + 2)..].Trim(),
            breaking || note is not null
        )
        {
            BreakingNote = note ?? "",
        };
    }

    private static string? Note(string message)
    {
        // Most messages have no such footer, and a long history has many messages.
        var match = message.Contains("\nBREAKING", StringComparison.Ordinal)
            ? Breaking().Match(message)
            : Match.Empty;
        return !match.Success
            ? null
            : string.Join(
                ' ',
                match
                    .Groups[1]
                    .Value.Split('\n')
                    .TakeWhile((line, i) => i == 0 || (line.Trim().Length > 0 && !Footer().IsMatch(line)))
                    .Select(line => line.Trim())
            );
    }

    [GeneratedRegex(@"\nBREAKING[ -]CHANGE: (.*)", RegexOptions.Singleline)]
    private static partial Regex Breaking();

    [GeneratedRegex(@"^(?:[A-Za-z][A-Za-z-]*|BREAKING CHANGE)(?:: | #)")]
    private static partial Regex Footer();
}
