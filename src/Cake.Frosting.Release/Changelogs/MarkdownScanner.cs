namespace Cake.Frosting.Release.Changelogs;

/// <summary>
/// Finds headings and link definitions in one pass over the bytes of a Markdown file. What stands in code
/// fences, comments, raw HTML and list items is no heading, as CommonMark has it.
/// </summary>
internal ref struct MarkdownScanner
{
    private readonly ReadOnlySpan<byte> bytes;
    private readonly MarkdownOutline outline = new();
    private MarkdownHeading? heading;
    private int lineNumber;
    private int paragraph = -1;
    private int paragraphLine;
    private bool contentBefore;
    private bool inList;
    private bool inContainer;
    private bool afterBlank = true;
    private MarkdownBlock block;

    private MarkdownScanner(ReadOnlySpan<byte> bytes) => this.bytes = bytes;

    public static MarkdownOutline Scan(ReadOnlySpan<byte> bytes) => new MarkdownScanner(bytes).Scan();

    private MarkdownOutline Scan()
    {
        var position = bytes.StartsWith("\uFEFF"u8) ? 3 : 0;
        while (position < bytes.Length && outline.Problem is null)
        {
            var length = bytes[position..].IndexOfAny((byte)'\n', (byte)'\r');
            var end = length < 0 ? bytes.Length : position + length;
            var next = end;
            if (end < bytes.Length)
            {
                next =
                    bytes[end] == '\r' && end + 1 < bytes.Length && bytes[end + 1] == '\n'
                        ? end + 2
                        : end + 1;
            }

            lineNumber++;
            Line(position, end, next);
            position = next;
        }

        outline.Problem ??= block.Problem;
        return outline;
    }

    private void Line(int start, int end, int next)
    {
        var line = bytes[start..end];
        var indent = line.IndexOfAnyExcept((byte)' ', (byte)'\t');
        if (lineNumber == 1 && line.SequenceEqual("---"u8))
        {
            block = MarkdownBlock.FrontMatter(lineNumber);
        }
        else if (indent < 0)
        {
            paragraph = -1;
            afterBlank = true;
            inContainer = false;
            block = block.AfterBlank();
        }
        else if (!block.IsOpen)
        {
            Content(
                line[indent..],
                start,
                end,
                next,
                line[..indent].Contains((byte)'\t') ? 4 : indent,
                indent
            );
            afterBlank = false;
        }
        else
        {
            block = block.After(line[indent..]);
        }
    }

    private void Content(
        ReadOnlySpan<byte> content,
        int start,
        int end,
        int next,
        int indent,
        int indentBytes
    )
    {
        if (content.StartsWith("<<<<<<< "u8) || content.StartsWith(">>>>>>> "u8))
        {
            outline.Problem = new OutlineProblem(
                lineNumber,
                "a merge left its conflict here.",
                "Resolve the conflict."
            );
            return;
        }

        var underline = paragraph >= 0 && indent <= 3 ? MarkdownLine.UnderlineLevel(content) : 0;
        if (underline > 0)
        {
            AddSetext(underline, start, next);
            return;
        }

        var level = indent <= 3 && (indent == 0 || !inList) ? MarkdownLine.HeadingLevel(content) : 0;
        if (level > 0)
        {
            AddAtx(level, content, start, end, next);
            return;
        }

        if (indent <= 3 && MarkdownLine.IsRule(content))
        {
            paragraph = -1;
            Other();
            return;
        }

        var marker = MarkdownLine.ListMarker(content);
        inList = marker > 0 || (inList && !(indent == 0 && afterBlank));
        inContainer |= marker > 0 || content[0] == '>';
        if (paragraph < 0 && indent <= 3 && MarkdownLine.Link(content, start, next, indentBytes) is { } link)
        {
            outline.Links.Add(link);
            Other();
            return;
        }

        if (indent <= 3 || inList)
        {
            block = MarkdownBlock.Open(content[marker..], lineNumber);
        }

        if (block.IsComment || content.StartsWith("<!--"u8))
        {
            paragraph = -1;
            Other();
            return;
        }

        var hadContent = heading?.HasContent ?? false;
        heading?.HasContent = true;
        var isParagraph = !block.IsOpen && !inList && !inContainer && (indent <= 3 || paragraph >= 0);
        if (!isParagraph)
        {
            paragraph = -1;
        }
        else if (paragraph < 0)
        {
            (paragraph, paragraphLine, contentBefore) = (start, lineNumber, hadContent);
        }
    }

    private void AddAtx(int level, ReadOnlySpan<byte> content, int start, int end, int next)
    {
        var text = content[level..].Trim(" \t"u8);
        var closed = text.TrimEnd((byte)'#');
        if (closed.IsEmpty || (closed.Length < text.Length && closed[^1] is (byte)' ' or (byte)'\t'))
        {
            text = closed.TrimEnd(" \t"u8);
        }

        var textStart = text.IsEmpty ? end : start + bytes[start..end].IndexOf(content) + level;
        textStart += text.IsEmpty ? 0 : bytes[textStart..end].IndexOfAnyExcept((byte)' ', (byte)'\t');
        Add(
            new MarkdownHeading
            {
                Level = level,
                Line = lineNumber,
                Start = start,
                End = next,
                TextStart = textStart,
                TextEnd = textStart + text.Length,
            }
        );
    }

    private void AddSetext(int level, int start, int next)
    {
        // What looked like a paragraph of the section before was this heading.
        heading?.HasContent = contentBefore;
        var text = bytes[paragraph..start];
        var textStart = paragraph + text.IndexOfAnyExcept((byte)' ', (byte)'\t');
        Add(
            new MarkdownHeading
            {
                Level = level,
                Line = paragraphLine,
                Start = paragraph,
                End = next,
                TextStart = textStart,
                TextEnd = paragraph + text.TrimEnd(" \t\r\n"u8).Length,
                IsSetext = true,
            }
        );
    }

    private void Add(MarkdownHeading added)
    {
        outline.Headings.Add(added);
        heading = added;
        paragraph = -1;
        inList = false;
        inContainer = false;
    }

    private readonly void Other() => heading?.HasOther = true;
}
