using System.Globalization;

namespace Cake.Frosting.Release.Configuration;

/// <summary>Shows what a file contains within a message: on one line, not too long, nothing invisible.</summary>
internal static class Quoting
{
    private const int Longest = 80;

    /// <summary>The text in single quotes.</summary>
    internal static string Quote(string text) => $"'{OneLine(text)}'";

    /// <summary>The text on one line, cut where it is long.</summary>
    internal static string OneLine(string text)
    {
        var line = string.Concat(text.Take(Longest).Select(Visible));
        return text.Length > Longest ? line + "…" : line;
    }

    private static string Visible(char c) =>
        c switch
        {
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            _ when char.IsControl(c)
                    || char.IsSurrogate(c)
                    || char.GetUnicodeCategory(c) == UnicodeCategory.Format => string.Create(
                CultureInfo.InvariantCulture,
                $"\\u{(int)c:x4}"
            ),
            _ => c.ToString(),
        };
}
