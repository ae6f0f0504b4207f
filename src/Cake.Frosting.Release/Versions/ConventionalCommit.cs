using Cake.Frosting.Release.Git;

namespace Cake.Frosting.Release.Versions;

/// <summary>A commit message by the letter of Conventional Commits 1.0.0.</summary>
/// <param name="Type">The type in lower case, for example <c>feat</c>.</param>
/// <param name="Scope">The scope; empty where there is none.</param>
/// <param name="Description">What follows the colon.</param>
/// <param name="IsBreaking">Whether it breaks what users relied on, by <c>!</c> or by a footer.</param>
public sealed record ConventionalCommit(string Type, string Scope, string Description, bool IsBreaking)
{
    /// <summary>Reads a commit; <c>null</c> where its message is not conventional.</summary>
    /// <param name="commit">The commit.</param>
    public static ConventionalCommit? Read(GitCommit commit)
    {
        ArgumentNullException.ThrowIfNull(commit);
        var subject = commit.Subject.TrimEnd('\r');
        var colon = subject.IndexOf(": ", StringComparison.Ordinal);
        if (colon <= 0)
        {
            return null;
        }

        var head = subject[..colon];
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

        return head.Length > 0 && head.All(letter => char.IsAsciiLetter(letter) || letter == '-')
            ? new ConventionalCommit(
                head.ToLowerInvariant(),
                scope,
                subject[(colon + 2)..].Trim(),
                breaking || HasBreakingFooter(commit.Message)
            )
            : null;
    }

    private static bool HasBreakingFooter(string message) =>
        message.Contains("\nBREAKING CHANGE: ", StringComparison.Ordinal)
        || message.Contains("\nBREAKING-CHANGE: ", StringComparison.Ordinal);
}
