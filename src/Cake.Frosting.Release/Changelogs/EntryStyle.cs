using System.Text;

namespace Cake.Frosting.Release.Changelogs;

/// <summary>How a changelog writes its entries, so that new ones look like the old.</summary>
internal sealed class EntryStyle
{
    private const int Looked = 20;
    private string before = "### ";
    private string after = "";
    private string marker = "-";
    private List<string> titles = [];

    /// <summary>Whether releases list their entries without subsections.</summary>
    public bool IsFlat { get; private set; }

    /// <summary>Whether a blank line follows a heading.</summary>
    public bool HasBlankLine { get; private set; } = true;

    /// <summary>Whether the first subsection follows the heading of its release without a blank line.</summary>
    public bool IsTight { get; private set; }

    public static EntryStyle Of(
        ReadOnlySpan<byte> bytes,
        MarkdownOutline outline,
        IReadOnlyList<ChangelogSection> sections
    )
    {
        if (sections.Count == 0)
        {
            return new EntryStyle();
        }

        var style = new EntryStyle { before = new string('#', sections[0].Heading.Level + 1) + " " };
        var newest = sections.Take(Looked).ToList();
        var models = newest
            .SelectMany(section =>
                outline
                    .Headings.GetRange(section.FirstHeading, section.LastHeading - section.FirstHeading)
                    .Where(heading => heading.Level == section.Heading.Level + 1)
            )
            .ToList();
        foreach (var model in models)
        {
            style.titles.Add(Encoding.UTF8.GetString(bytes[model.TextStart..model.TextEnd]));
        }

        if (models.Find(heading => !heading.IsSetext) is { } first)
        {
            var end = first.End - LineEnds.Length(bytes[first.Start..first.End]);
            style.before = Encoding.UTF8.GetString(bytes[first.Start..first.TextStart]);
            style.after = Encoding.UTF8.GetString(bytes[first.TextEnd..end]);
        }

        if (models.Find(heading => heading.HasContent) is { } filled)
        {
            style.HasBlankLine = bytes[filled.End..].TrimStart(" \t"u8) is [(byte)'\n' or (byte)'\r', ..];
        }

        style.IsTight = newest.Exists(section =>
            section.FirstHeading < section.LastHeading
            && outline.Headings[section.FirstHeading].Start == section.Heading.End
        );
        style.IsFlat =
            sections[0].FirstHeading == sections[0].LastHeading
            && newest.Find(section => !section.IsUnreleased && HasEntries(outline, section)) is { } latest
            && latest.FirstHeading == latest.LastHeading;
        style.marker = Marker(bytes[sections[0].Heading.End..newest[^1].End]);
        return style;
    }

    /// <summary>Whether a heading is the one of a subsection, however it is decorated: <c>✨ Added</c>.</summary>
    public static bool IsCalled(string title, string section) =>
        title.Contains(section, StringComparison.OrdinalIgnoreCase);

    /// <summary>The heading of a subsection, as the file spells it, without line end.</summary>
    public string Heading(string section) =>
        $"{before}{titles.Find(title => IsCalled(title, section)) ?? section}{after}";

    /// <summary>The entries as list items, each line with its end.</summary>
    public string List(IEnumerable<ChangelogEntry> entries)
    {
        var list = new StringBuilder();
        foreach (var entry in entries)
        {
            foreach (var (i, line) in entry.Markdown.Split('\n').Index())
            {
                list.Append(
                        i == 0 ? $"{marker} "
                        : line.Length == 0 ? ""
                        : "  "
                    )
                    .Append(line)
                    .Append('\n');
            }
        }

        return list.ToString();
    }

    private static bool HasEntries(MarkdownOutline outline, ChangelogSection section) =>
        section.Heading.HasContent
        || !ChangelogSections.IsEmpty(outline, section.FirstHeading, section.LastHeading);

    /// <summary>The first bullet of these lines; a hyphen where there is none.</summary>
    private static string Marker(ReadOnlySpan<byte> lines)
    {
        while (!lines.IsEmpty)
        {
            var end = lines.IndexOfAny((byte)'\n', (byte)'\r');
            var line = end < 0 ? lines : lines[..end];
            if (
                line.Length > 2
                && line[0] is (byte)'-' or (byte)'*' or (byte)'+'
                && line[1] == ' '
                && !MarkdownLine.IsRule(line)
            )
            {
                return ((char)line[0]).ToString();
            }

            lines = end < 0 ? [] : lines[(end + 1)..];
        }

        return "-";
    }
}
