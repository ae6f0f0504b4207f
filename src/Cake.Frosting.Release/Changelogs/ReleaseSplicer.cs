using System.Text;
using Cake.Frosting.Release.Files;

namespace Cake.Frosting.Release.Changelogs;

/// <summary>Finds the splices that turn Unreleased into the section of a release.</summary>
internal sealed class ReleaseSplicer(
    ReadOnlyMemory<byte> bytes,
    MarkdownOutline outline,
    ChangelogOptions options,
    IReadOnlyList<ChangelogSection> sections,
    ChangelogRelease release,
    IReadOnlyList<ChangelogEntry> entries
)
{
    private readonly ChangelogSection unreleased = sections[0];

    public IReadOnlyList<Splice> Make()
    {
        var latest = HeadingModel.Of(outline, sections, release);
        var heading = new ReleaseHeading(unreleased.Text, latest?.Text, release);
        var links = new LinkSplicer(bytes, outline, sections, release, heading);
        var urls = links.Inline();
        var splices = unreleased.Text.IsVersion
            ? Planned(heading)
            : Insert(heading.Write(urls.Release), urls.Unreleased);
        var generated = new EntrySplicer(bytes, outline, sections, entries);
        var empty = options.KeepEmptySubsections ? [] : EmptySubsections(generated.Filled);
        var isAtEnd = empty.Count > 0 && ReachesTheEnd(empty[^1].End);
        var added = generated.Make(isAtEnd ? empty[^1].Start : unreleased.End).ToList();
        splices.AddRange(added);
        splices.AddRange(empty.Select(range => Remove(range, added)));
        splices.AddRange(links.Make());
        // What comes at one position comes in the order in which it was added.
        return [.. splices.OrderBy(splice => splice.Start)];
    }

    /// <summary>The heading of Unreleased stays where it is, and that of the release comes below it.</summary>
    private List<Splice> Insert(string text, string? unreleasedUrl)
    {
        var at = unreleased.Heading;
        var newLine = NewLine(at);
        var hasLineEnd = LineEndLength(at) > 0;
        var blank = string.Concat(
            Enumerable.Repeat(newLine, BlankLinesBetween.Sections(bytes.Span, sections))
        );
        var line = Like(at, text, newLine);
        var splices = new List<Splice>();
        if (unreleasedUrl is not null)
        {
            splices.Add(Replace(unreleased.Text.Url!.Value, unreleasedUrl));
        }

        splices.Add(
            new Splice(
                at.End,
                0,
                Encoding.UTF8.GetBytes(hasLineEnd ? $"{blank}{line}{newLine}" : $"{newLine}{blank}{line}")
            )
        );
        return splices;
    }

    /// <summary>The heading names its version already: it gets its date, and a new Unreleased comes above it.</summary>
    private List<Splice> Planned(ReleaseHeading heading)
    {
        var at = unreleased.Heading;
        var newLine = NewLine(at);
        var name = unreleased.Text.IsBracketed ? "[Unreleased]" : "Unreleased";
        var blank = string.Concat(
            Enumerable.Repeat(newLine, 1 + BlankLinesBetween.Sections(bytes.Span, sections))
        );
        return
        [
            new Splice(at.Start, 0, Encoding.UTF8.GetBytes(Like(at, name, newLine) + blank)),
            Replace(unreleased.Text.Date!.Value, heading.Date),
        ];
    }

    private List<(int Start, int End)> EmptySubsections(IReadOnlySet<int> filled)
    {
        var ranges = new List<(int Start, int End)>();
        for (int i = unreleased.FirstHeading, next; i < unreleased.LastHeading; i = next)
        {
            next = ChangelogSections.EndOf(outline, unreleased, i);
            if (
                !ChangelogSections.IsEmpty(outline, i, next)
                || Enumerable.Range(i, next - i).Any(filled.Contains)
            )
            {
                // A subsection with entries can have empty ones below it.
                next = i + 1;
                continue;
            }

            var end = outline.Headings[next - 1].End;
            end += LeadingBlankLines(bytes.Span[end..unreleased.End]);
            var start = outline.Headings[i].Start;
            if (
                outline.Headings.GetRange(i, next - 1 - i).Exists(heading => heading.HasOther)
                || outline.Headings.GetRange(i, next - i).Exists(NamesVersion)
                || IsComment(end)
            )
            {
                continue;
            }

            if (ranges.Count > 0 && ranges[^1].End == start)
            {
                ranges[^1] = (ranges[^1].Start, end);
            }
            else
            {
                ranges.Add((start, end));
            }
        }

        return ranges;
    }

    private static Splice Remove((int Start, int End) range, int start) => new(start, range.End - start, []);

    private Splice Remove((int Start, int End) range, List<Splice> added)
    {
        if (range.End != bytes.Length)
        {
            return Remove(range, range.Start);
        }

        // Blank lines before go as well, but not what is added there.
        var start = WithoutBlankLines(range.Start);
        return Remove(range, added.Count > 0 ? Math.Max(start, added.Max(splice => splice.Start)) : start);
    }

    /// <summary>Whether nothing but blank lines and link definitions follows in Unreleased.</summary>
    private bool ReachesTheEnd(int position) =>
        !outline.Headings.Exists(heading => heading.Start >= position && heading.Start < unreleased.End)
        && outline
            .Links.Where(link => link.Start >= position && link.End <= unreleased.End)
            .Aggregate(
                (End: position, IsBlank: true),
                (read, link) => (link.End, read.IsBlank && IsBlank(read.End, link.Start))
            )
            is var (end, isBlank)
        && isBlank
        && IsBlank(end, unreleased.End);

    private bool IsBlank(int start, int end) => bytes.Span[start..end].Trim(" \t\r\n"u8).IsEmpty;

    /// <summary>Whatever it is at this level, it is no subsection that somebody left empty.</summary>
    private bool NamesVersion(MarkdownHeading heading) =>
        HeadingReader.Read(Encoding.UTF8.GetString(bytes.Span[heading.TextStart..heading.TextEnd]), options)
            is not null;

    /// <summary>A comment belongs to the heading above it, and somebody wrote it on purpose.</summary>
    private bool IsComment(int position) =>
        bytes.Span[position..unreleased.End].TrimStart(" \t"u8).StartsWith("<!--"u8);

    /// <summary>The end of the last line before a position that has text, so that a file does not end in blank lines.</summary>
    private int WithoutBlankLines(int position)
    {
        var text = bytes.Span[..position].LastIndexOfAnyExcept(" \t\r\n"u8) + 1;
        var lineEnd = bytes.Span[text..position].IndexOfAny((byte)'\n', (byte)'\r');
        if (lineEnd < 0)
        {
            return position;
        }

        lineEnd += text;
        if (LineEnds.Length(bytes.Span) == 0)
        {
            return lineEnd;
        }

        return bytes.Span[lineEnd..position].StartsWith("\r\n"u8) ? lineEnd + 2 : lineEnd + 1;
    }

    private static int LeadingBlankLines(ReadOnlySpan<byte> rest)
    {
        var text = rest.IndexOfAnyExcept(" \t\r\n"u8);
        return text < 0 ? rest.Length : rest[..text].LastIndexOfAny((byte)'\n', (byte)'\r') + 1;
    }

    private Splice Replace(Range range, string text)
    {
        var (offset, length) = range.GetOffsetAndLength(unreleased.Text.Text.Length);
        var start =
            unreleased.Heading.TextStart + Encoding.UTF8.GetByteCount(unreleased.Text.Text.AsSpan(0, offset));
        var count = Encoding.UTF8.GetByteCount(unreleased.Text.Text.AsSpan(offset, length));
        return new Splice(start, count, Encoding.UTF8.GetBytes(text));
    }

    /// <summary>A heading written as the given one is: number signs before and behind, or underlined.</summary>
    private string Like(MarkdownHeading at, string text, string newLine)
    {
        var span = bytes.Span;
        var before = Encoding.UTF8.GetString(span[at.Start..at.TextStart]);
        if (!at.IsSetext)
        {
            var end = at.End - LineEndLength(at);
            return before + text + Encoding.UTF8.GetString(span[at.TextEnd..end]);
        }

        return $"{before}{text}{newLine}{new string(at.Level == 1 ? '=' : '-', Math.Max(3, text.Length))}";
    }

    private string NewLine(MarkdownHeading at) =>
        LineEndLength(at) > 0
            ? Encoding.UTF8.GetString(bytes.Span[(at.End - LineEndLength(at))..at.End])
            : LineEnds.Before(bytes.Span, at.Start);

    private int LineEndLength(MarkdownHeading at) => LineEnds.Length(bytes.Span[at.Start..at.End]);
}
