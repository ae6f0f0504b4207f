namespace Cake.Frosting.Release.Changelogs;

/// <summary>What <see cref="MarkdownScanner"/> found.</summary>
internal sealed class MarkdownOutline
{
    /// <summary>The headings, in the order of the file.</summary>
    public List<MarkdownHeading> Headings { get; } = [];

    /// <summary>The link definitions, in the order of the file.</summary>
    public List<LinkDefinition> Links { get; } = [];

    /// <summary>What makes the file unreadable; <c>null</c> where nothing does.</summary>
    public OutlineProblem? Problem { get; set; }

    /// <summary>Behind the last line of a range that has text, leaving out link definitions at its end.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="start">Where the range begins.</param>
    /// <param name="limit">Where it ends.</param>
    public int TextEnd(ReadOnlySpan<byte> bytes, int start, int limit)
    {
        for (var i = Links.Count - 1; i >= 0 && Links[i].Start >= start; i--)
        {
            var link = Links[i];
            if (link.End <= limit && bytes[link.End..limit].Trim("\r\n\t "u8).IsEmpty)
            {
                limit = link.Start;
            }
        }

        var text = bytes[start..limit].LastIndexOfAnyExcept(" \t\r\n"u8);
        if (text < 0)
        {
            return start;
        }

        var end = start + text + 1;
        var lineEnd = bytes[end..limit].IndexOfAny((byte)'\n', (byte)'\r');
        if (lineEnd < 0)
        {
            return limit;
        }

        end += lineEnd;
        return bytes[end..].StartsWith("\r\n"u8) ? end + 2 : end + 1;
    }
}

/// <summary>Why a file cannot be understood.</summary>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Message">What is wrong there.</param>
/// <param name="WayOut">What to do about it.</param>
internal sealed record OutlineProblem(int Line, string Message, string WayOut);
