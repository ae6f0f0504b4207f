using System.Text.RegularExpressions;

namespace Cake.Frosting.Release.Configuration;

/// <summary>What a text must be, beyond being one.</summary>
internal static class TextRules
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>What is wrong with a text; <c>null</c> where nothing is.</summary>
    /// <param name="text">The text, variables filled in.</param>
    /// <param name="shown">How messages show it.</param>
    /// <param name="about">What its setting says.</param>
    internal static string? Problem(string text, Shown shown, SettingAttribute about) =>
        text.Contains('\0', StringComparison.Ordinal) ? "must not contain a NUL character"
        : text.Length == 0 && !about.AllowEmpty ? "must not be empty"
        : about.Pattern.Length > 0 && !Matches(text, about.Pattern) ? $"{shown} must be {about.Hint}"
        : about.Format switch
        {
            TextFormat.WebAddress => WebAddress(text, shown),
            TextFormat.DatabaseAddress => DatabaseAddress(text, shown),
            TextFormat.RegularExpression => Expression(text, shown),
            _ => null,
        };

    /// <summary>What is wrong with an address; <c>null</c> where nothing is.</summary>
    internal static string? WebAddress(string text, Shown shown) =>
        !Uri.TryCreate(text, UriKind.Absolute, out var uri)
        || uri.Scheme is not ("http" or "https")
        || uri.Host.Length == 0
            ? $"{shown} must be an absolute address, beginning with http:// or https://"
        : uri.UserInfo.Length > 0
            ? "the address holds credentials, which do not belong into this file; send a header, or put the whole address into an environment variable and write secret:NAME where that is allowed"
        : null;

    /// <summary>What is wrong with a path; <c>null</c> where nothing is.</summary>
    internal static string? Path(string text, Shown shown, PathBase pathBase) =>
        text == "~" || text.StartsWith("~/", StringComparison.Ordinal)
            ? $"{shown} begins with '~', which only a shell knows; write $" + "{HOME}"
        : pathBase == PathBase.Release && (System.IO.Path.IsPathRooted(text) || Leaves(text))
            ? $"{shown} must be a path within the directory of the release"
        : null;

    /// <summary>Whether the whole text matches; a text that takes too long does not.</summary>
    internal static bool Matches(string text, string pattern)
    {
        try
        {
            return !text.EndsWith('\n') && Regex.IsMatch(text, pattern, RegexOptions.None, Patience);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static string? DatabaseAddress(string text, Shown shown)
    {
        if (
            !Uri.TryCreate(text, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("postgres" or "postgresql")
        )
        {
            return $"{shown} must be an address like postgres://user@host:5432/name, or secret:NAME";
        }
        return
            uri.UserInfo.Contains(':', StringComparison.Ordinal)
            || uri.Query.Contains("password=", StringComparison.OrdinalIgnoreCase)
            ? "the address holds a password; put the whole address into an environment variable and write secret:NAME"
            : null;
    }

    private static string? Expression(string text, Shown shown)
    {
        try
        {
            _ = new Regex(text, RegexOptions.None, Patience);
            return null;
        }
        catch (ArgumentException e)
        {
            return $"{shown} is not a regular expression{(shown.IsExpanded ? "" : ": " + Quoting.OneLine(e.Message))}";
        }
    }

    private static bool Leaves(string path)
    {
        var depth = 0;
        foreach (var part in path.Split('/', '\\'))
        {
            depth += part switch
            {
                "" or "." => 0,
                ".." => -1,
                _ => 1,
            };
            if (depth < 0)
            {
                return true;
            }
        }
        return false;
    }
}
