using System.Text;

namespace Cake.Frosting.Release.Changelogs;

/// <summary>Questions about a single line of Markdown, without its indentation and line end.</summary>
internal static class MarkdownLine
{
    /// <summary>The level of a heading marked by number signs; 0 where the line is none.</summary>
    public static int HeadingLevel(ReadOnlySpan<byte> line)
    {
        var level = line.IndexOfAnyExcept((byte)'#');
        level = level < 0 ? line.Length : level;
        return level is >= 1 and <= 6 && (level == line.Length || line[level] is (byte)' ' or (byte)'\t')
            ? level
            : 0;
    }

    /// <summary>1 or 2 where the line underlines a heading, otherwise 0.</summary>
    public static int UnderlineLevel(ReadOnlySpan<byte> line)
    {
        line = line.TrimEnd(" \t"u8);
        return line.IsEmpty || line.ContainsAnyExcept(line[0]) ? 0
            : line[0] == '=' ? 1
            : line[0] == '-' ? 2
            : 0;
    }

    /// <summary>Whether the line is a rule across the page.</summary>
    public static bool IsRule(ReadOnlySpan<byte> line)
    {
        var mark = line[0];
        return mark is (byte)'-' or (byte)'*' or (byte)'_'
            && !line.ContainsAnyExcept(mark, (byte)' ', (byte)'\t')
            && line.Count(mark) >= 3;
    }

    /// <summary>The length of a list item's marker with the white space behind it; 0 where the line is no list item.</summary>
    public static int ListMarker(ReadOnlySpan<byte> line)
    {
        var length = line.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        length = length < 0 ? line.Length : length;
        if (length is > 9 || length == line.Length)
        {
            return 0;
        }

        var isMarker =
            length == 0
                ? line[0] is (byte)'-' or (byte)'+' or (byte)'*'
                : line[length] is (byte)'.' or (byte)')';
        var end = length + 1;
        if (!isMarker || (end < line.Length && line[end] is not ((byte)' ' or (byte)'\t')))
        {
            return 0;
        }

        while (end < line.Length && line[end] is (byte)' ' or (byte)'\t')
        {
            end++;
        }

        return end;
    }

    /// <summary>The length of the fence that a line opens; 0 where it opens none.</summary>
    public static int Fence(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty || line[0] is not ((byte)'`' or (byte)'~'))
        {
            return 0;
        }

        var length = line.IndexOfAnyExcept(line[0]);
        length = length < 0 ? line.Length : length;
        return length >= 3 && !(line[0] == '`' && line[length..].Contains((byte)'`')) ? length : 0;
    }

    /// <summary>Whether a line begins with an HTML tag of that name, opening or closing.</summary>
    public static bool BeginsWithTag(ReadOnlySpan<byte> line, params ReadOnlySpan<string> names)
    {
        if (line.Length < 2 || line[0] != '<')
        {
            return false;
        }

        var rest = line[1] == '/' ? line[2..] : line[1..];
        foreach (var name in names)
        {
            if (
                rest.Length >= name.Length
                && Ascii.EqualsIgnoreCase(rest[..name.Length], name)
                && (
                    rest.Length == name.Length
                    || rest[name.Length] is (byte)' ' or (byte)'\t' or (byte)'>' or (byte)'/'
                )
            )
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The definition of a link that a line holds, or <c>null</c>.</summary>
    public static LinkDefinition? Link(ReadOnlySpan<byte> line, int lineStart, int lineEnd, int indent)
    {
        var close = line.IndexOf("]:"u8);
        if (line[0] != '[' || close < 2 || line[1] == '^' || line[1..close].Contains((byte)'['))
        {
            return null;
        }

        var url = close + 2;
        while (url < line.Length && line[url] is (byte)' ' or (byte)'\t')
        {
            url++;
        }

        var angle = url < line.Length && line[url] == '<';
        url += angle ? 1 : 0;
        var length = angle ? line[url..].IndexOf((byte)'>') : line[url..].IndexOfAny((byte)' ', (byte)'\t');
        length = length < 0 ? line.Length - url : length;
        var at = lineStart + indent;
        return length <= 0
            ? null
            : new LinkDefinition(lineStart, lineEnd, at + 1, at + close, at + url, at + url + length);
    }
}
