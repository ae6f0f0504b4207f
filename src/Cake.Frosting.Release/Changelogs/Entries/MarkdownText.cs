using System.Buffers;
using System.Text;

namespace Cake.Frosting.Release.Changelogs;

/// <summary>
/// Makes a line that somebody wrote without Markdown in mind fit to stand in a list item: it can open no link, no
/// HTML, no fence, comment, heading or list. Code spans stay, as commit subjects are full of them.
/// </summary>
internal static class MarkdownText
{
    private const string Opening = "#>+-*=~";

    /// <summary>What may mean something, or cannot be seen, wherever it stands.</summary>
    private static readonly SearchValues<char> Special = SearchValues.Create(
        "\\`<[*_~&"
            + "\0\x01\x02\x03\x04\x05\x06\a\b\t\n\v\f\r\x0E\x0F\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1A\x1B\x1C\x1D\x1E\x1F"
            + "\u007F\u0080\u0081\u0082\u0083\u0084\u0085\u0086\u0087\u0088\u0089\u008A\u008B\u008C\u008D\u008E\u008F"
            + "\u0090\u0091\u0092\u0093\u0094\u0095\u0096\u0097\u0098\u0099\u009A\u009B\u009C\u009D\u009E\u009F"
            + "\u2028\u2029\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069"
    );

    public static string Escape(string text)
    {
        if (IsPlain(text))
        {
            return text;
        }

        text = OneLine(text);
        var escaped = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            var code = text[i] == '`' ? CodeSpan(text, i) : 0;
            if (code > 0)
            {
                escaped.Append(text, i, code);
                i += code - 1;
                continue;
            }

            if (MustEscape(text, i))
            {
                escaped.Append('\\');
            }

            escaped.Append(text[i]);
        }

        return escaped.ToString();
    }

    /// <summary>Whether there is nothing to do, as with most subjects.</summary>
    private static bool IsPlain(string text) =>
        text.Length == 0
        || (
            !text.AsSpan().ContainsAny(Special)
            && !Opening.Contains(text[0], StringComparison.Ordinal)
            && !char.IsAsciiDigit(text[0])
            && !char.IsWhiteSpace(text[0])
            && !char.IsWhiteSpace(text[^1])
        );

    private static bool IsUnseen(char letter) =>
        char.IsControl(letter)
        || letter is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static bool MustEscape(string text, int i) =>
        text[i] switch
        {
            '\\' or '`' or '<' or '[' or '*' => true,
            // Within a word it means nothing, and names have it there.
            '_' => !IsWord(text, i - 1) || !IsWord(text, i + 1),
            '~' => i == 0 || (i + 1 < text.Length && text[i + 1] == '~') || text[i - 1] == '~',
            '&' => IsEntity(text, i),
            '.' or ')' => i is > 0 and < 10
                && !text.AsSpan(0, i).ContainsAnyExceptInRange('0', '9')
                && (i + 1 == text.Length || text[i + 1] == ' '),
            '#' => i == 0 && IsHeading(text),
            var letter => i == 0 && Opening.Contains(letter, StringComparison.Ordinal),
        };

    private static bool IsHeading(string text)
    {
        var end = text.AsSpan().IndexOfAnyExcept('#');
        return end < 0 || text[end] == ' ';
    }

    private static bool IsWord(string text, int i) =>
        i >= 0 && i < text.Length && (char.IsLetterOrDigit(text[i]) || text[i] == '_');

    private static bool IsEntity(string text, int i)
    {
        var end = text.IndexOf(';', i);
        return end > i + 1 && text.AsSpan(i + 1, end - i - 1).IndexOfAnyExcept(EntityLetters) < 0;
    }

    private static readonly SearchValues<char> EntityLetters = SearchValues.Create(
        "#0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    );

    /// <summary>The length of the code span that begins at a backtick; 0 where it is never closed.</summary>
    private static int CodeSpan(string text, int start)
    {
        var ticks = text.AsSpan(start).IndexOfAnyExcept('`');
        if (ticks is < 0 or > 2)
        {
            return 0;
        }

        for (var i = start + ticks; i < text.Length; i++)
        {
            if (text[i] == '`')
            {
                var run = text.AsSpan(i).IndexOfAnyExcept('`');
                run = run < 0 ? text.Length - i : run;
                if (run == ticks)
                {
                    return i + run - start;
                }

                i += run - 1;
            }
        }

        return 0;
    }

    /// <summary>The text on one line, without what cannot be seen or reorders what is read.</summary>
    private static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (letter is '\t' or '\n' or '\u2028' or '\u2029')
            {
                line.Append(' ');
            }
            else if (!IsUnseen(letter))
            {
                line.Append(letter);
            }
        }

        return line.ToString().Trim();
    }
}
