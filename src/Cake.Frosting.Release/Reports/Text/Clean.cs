using System.Text;

namespace Cake.Frosting.Release.Reports;

/// <summary>
/// Makes text from outside fit to be shown: no control characters (they drive a terminal and are no XML), no
/// marks that reorder what is read, no halves of characters.
/// </summary>
internal static class Clean
{
    /// <summary>The text, its line breaks as <c>\n</c>.</summary>
    public static string Text(string text)
    {
        var clean = new StringBuilder(text.Length);
        // A lone half of a surrogate pair is enumerated as U+FFFD.
        foreach (var rune in text.Replace("\r\n", "\n", StringComparison.Ordinal).EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '\n' or '\r' or 0x2028 or 0x2029 => clean.Append('\n'),
                '\t' => clean.Append("    "),
                < 0x20 => clean.Append((char)(0x2400 + rune.Value)),
                (>= 0x7F and < 0xA0) or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) =>
                    clean.Append('\uFFFD'),
                _ when (rune.Value & 0xFFFE) == 0xFFFE => clean.Append('\uFFFD'),
                _ => clean.Append(rune.ToString()),
            };
        }

        return clean.ToString();
    }

    /// <summary>A line of a diff: tabs and white space at its end are part of what it says.</summary>
    public static string DiffLine(string line) =>
        string.Join('\t', line.Split('\t').Select(part => Text(part).Replace('\n', '\uFFFD')));

    /// <summary>The text on one line; a line break is shown as a sign.</summary>
    public static string Line(string text) =>
        string.Join(
            " ⏎ ",
            Text(text).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        );

    /// <summary>The text's lines, without empty ones at its ends.</summary>
    public static string[] Lines(string text) => Text(text).Trim('\n').Split('\n');
}
