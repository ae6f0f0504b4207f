using System.Text;
using System.Text.RegularExpressions;

namespace Cake.Frosting.Release.Reports;

/// <summary>Puts text into GitHub-flavoured Markdown so that it is read as the text that it is.</summary>
internal static partial class Md
{
    /// <summary>Text on one line, wherever in a paragraph, a list or a table it stands.</summary>
    public static string Text(string text)
    {
        var line = Clean.Line(text);
        var escaped = new StringBuilder(line.Length + 8);
        for (var index = 0; index < line.Length; index++)
        {
            _ = line[index] switch
            {
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '&' => escaped.Append("&amp;"),
                // snake_case emphasises nothing, and is easier to read bare.
                '_' when IsInsideWord(line, index) => escaped.Append('_'),
                var sign when "\\`*_[]|~$!".Contains(sign, StringComparison.Ordinal) => escaped
                    .Append('\\')
                    .Append(sign),
                var sign => escaped.Append(sign),
            };
        }

        return LineStart()
            .Replace(escaped.ToString(), match => match.Groups[1].Value + "\\" + match.Groups[2].Value);
    }

    /// <summary>A code span. In a table a pipe would end the cell, so it is escaped there.</summary>
    public static string Code(string text, bool inTable = false)
    {
        var line = Clean.Line(text);
        if (line.Length == 0)
        {
            return "";
        }

        var fence = new string('`', LongestRun(line) + 1);
        var pad = line.StartsWith('`') || line.EndsWith('`') ? " " : "";
        var code = inTable ? line.Replace("|", "\\|", StringComparison.Ordinal) : line;
        return $"{fence}{pad}{code}{pad}{fence}";
    }

    /// <summary>A fenced block, its fence longer than any run of backticks in it, without a line break at its end.</summary>
    public static string Block(string text, string language = "", string indent = "")
    {
        var lines = Clean.Lines(text);
        var fence = new string('`', Math.Max(3, lines.Max(LongestRun) + 1));
        return string.Join(
            '\n',
            lines.Prepend(fence + language).Append(fence).Select(line => (indent + line).TrimEnd())
        );
    }

    private static int LongestRun(string text)
    {
        var longest = 0;
        var run = 0;
        foreach (var character in text)
        {
            run = character == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    private static bool IsInsideWord(string text, int index) =>
        index > 0
        && index < text.Length - 1
        && char.IsLetterOrDigit(text[index - 1])
        && char.IsLetterOrDigit(text[index + 1]);

    /// <summary>What would begin a heading, a list or a rule at the start of a line.</summary>
    [GeneratedRegex(@"^(\d{0,9})([#+\-=.)])")]
    private static partial Regex LineStart();
}
