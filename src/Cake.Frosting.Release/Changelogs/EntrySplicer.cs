using System.Text;
using Cake.Frosting.Release.Files;

namespace Cake.Frosting.Release.Changelogs;

/// <summary>Finds the splices that put generated entries into Unreleased, in the manner of the file.</summary>
internal sealed class EntrySplicer
{
    private readonly ReadOnlyMemory<byte> bytes;
    private readonly MarkdownOutline outline;
    private readonly ChangelogSection unreleased;
    private readonly EntryStyle style;
    private readonly IReadOnlyList<ChangelogEntry> entries;
    private readonly Dictionary<string, int> existing;

    public EntrySplicer(
        ReadOnlyMemory<byte> bytes,
        MarkdownOutline outline,
        IReadOnlyList<ChangelogSection> sections,
        IReadOnlyList<ChangelogEntry> entries
    )
    {
        this.bytes = bytes;
        this.outline = outline;
        this.entries = entries;
        unreleased = sections[0];
        style = EntryStyle.Of(bytes.Span, outline, sections);
        existing = style.IsFlat ? [] : Existing();
    }

    /// <summary>The indices of the headings that get entries, which are not empty any more.</summary>
    public IReadOnlySet<int> Filled => existing.Values.ToHashSet();

    /// <summary>The splices, in order.</summary>
    /// <param name="emptyFrom">Where the empty subsections begin that are dropped at the end of Unreleased.</param>
    public IEnumerable<Splice> Make(int emptyFrom)
    {
        foreach (var (section, index) in existing.OrderBy(one => one.Value))
        {
            var heading = outline.Headings[index];
            var limit =
                index + 1 < unreleased.LastHeading ? outline.Headings[index + 1].Start : unreleased.End;
            yield return Into(heading.End, limit, Of(section));
        }

        var rest = entries.Where(entry => !existing.ContainsKey(entry.Section)).ToList();
        if (rest.Count > 0)
        {
            yield return AtTheEnd(rest, Math.Min(emptyFrom, unreleased.End));
        }
    }

    private IEnumerable<ChangelogEntry> Of(string section) =>
        entries.Where(entry => entry.Section == section);

    /// <summary>The subsections of Unreleased that entries belong to, by the entries' name for them.</summary>
    private Dictionary<string, int> Existing()
    {
        var found = new Dictionary<string, int>();
        for (
            int i = unreleased.FirstHeading;
            i < unreleased.LastHeading;
            i = ChangelogSections.EndOf(outline, unreleased, i)
        )
        {
            var heading = outline.Headings[i];
            var title = Encoding.UTF8.GetString(bytes.Span[heading.TextStart..heading.TextEnd]);
            foreach (var section in entries.Select(entry => entry.Section).Distinct())
            {
                if (EntryStyle.IsCalled(title, section))
                {
                    found.TryAdd(section, i);
                }
            }
        }

        return found;
    }

    /// <summary>Entries behind what a heading has below it already.</summary>
    private Splice Into(int start, int limit, IEnumerable<ChangelogEntry> added)
    {
        var at = outline.TextEnd(bytes.Span, start, limit);
        var text = new StringBuilder();
        if (at == start ? style.HasBlankLine : !EndsInList(start, at))
        {
            text.Append('\n');
        }

        return Insert(at, limit, text.Append(style.List(added)));
    }

    /// <summary>Entries that nothing in Unreleased has a place for yet.</summary>
    private Splice AtTheEnd(List<ChangelogEntry> added, int limit)
    {
        if (style.IsFlat)
        {
            return Into(unreleased.Heading.End, limit, added);
        }

        var text = new StringBuilder();
        foreach (var section in added.GroupBy(entry => entry.Section))
        {
            text.Append('\n').Append(style.Heading(section.Key)).Append('\n');
            text.Append(style.HasBlankLine ? "\n" : "").Append(style.List(section));
        }

        return Insert(outline.TextEnd(bytes.Span, unreleased.Heading.End, limit), limit, text);
    }

    private Splice Insert(int at, int limit, StringBuilder text)
    {
        var newLine = LineEnds.Before(bytes.Span, at);
        var isAtEnd = at == bytes.Length;
        if (isAtEnd && LineEnds.Length(bytes.Span) == 0)
        {
            // The file's last line has no end, and gets none.
            text.Insert(0, '\n').Length--;
            newLine = LineEnds.Last(bytes.Span);
        }
        else if (!isAtEnd && bytes.Span[at] is not ((byte)'\n' or (byte)'\r') && at == limit)
        {
            text.Append('\n');
        }

        var written = newLine == "\n" ? text.ToString() : text.Replace("\n", newLine).ToString();
        return new Splice(at, 0, Encoding.UTF8.GetBytes(written));
    }

    /// <summary>Whether the last line of a range is of a list, so that an entry goes on with it.</summary>
    private bool EndsInList(int start, int end)
    {
        var text = bytes.Span[start..end].TrimEnd("\r\n"u8);
        var line = text[(text.LastIndexOfAny((byte)'\n', (byte)'\r') + 1)..];
        return MarkdownLine.ListMarker(line) > 0 && !MarkdownLine.IsRule(line)
            || (line.StartsWith("  "u8) && EndsInList(text));
    }

    /// <summary>Whether the block of lines that a range ends with begins with a list item.</summary>
    private static bool EndsInList(ReadOnlySpan<byte> text)
    {
        var lineFeed = text.IndexOf((byte)'\n') >= 0;
        var blank = lineFeed ? text.LastIndexOf("\n\n"u8) : text.LastIndexOf("\r\r"u8);
        blank = Math.Max(blank, text.LastIndexOf("\n\r\n"u8));
        var block = text[(blank + 1)..].TrimStart("\r\n"u8);
        return !block.IsEmpty
            && block[0] is not ((byte)' ' or (byte)'\t')
            && MarkdownLine.ListMarker(block) > 0;
    }
}
