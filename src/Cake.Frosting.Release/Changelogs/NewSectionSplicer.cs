using System.Text;
using Cake.Frosting.Release.Files;

namespace Cake.Frosting.Release.Changelogs;

/// <summary>
/// Finds the splices that give a release its section in a changelog that keeps nothing for what is not released yet:
/// above the newest release, or below the title of a file that has none.
/// </summary>
internal sealed class NewSectionSplicer(
    ReadOnlyMemory<byte> bytes,
    MarkdownOutline outline,
    IReadOnlyList<ChangelogSection> sections,
    ChangelogRelease release,
    IReadOnlyList<ChangelogEntry> entries
)
{
    private readonly ChangelogSection? newest = sections.Count > 0 ? sections[0] : null;

    public IReadOnlyList<Splice> Make()
    {
        var latest = HeadingModel.Of(outline, sections, release);
        var heading = new ReleaseHeading(null, latest?.Text, release);
        var links = new LinkSplicer(bytes, outline, sections, release, heading);
        var style = EntryStyle.Of(bytes.Span, outline, sections);
        var text = new StringBuilder(Like(latest?.Heading, heading.Write(links.Inline().Release))).Append(
            '\n'
        );
        if (style.IsFlat)
        {
            text.Append(style.HasBlankLine ? "\n" : "").Append(style.List(entries));
        }
        else
        {
            foreach (var (i, section) in entries.GroupBy(entry => entry.Section).Index())
            {
                text.Append(i == 0 && style.IsTight ? "" : "\n")
                    .Append(style.Heading(section.Key))
                    .Append('\n');
                text.Append(style.HasBlankLine ? "\n" : "").Append(style.List(section));
            }
        }

        return [.. links.Make().Append(Place(text)).OrderBy(splice => splice.Start)];
    }

    private Splice Place(StringBuilder text)
    {
        if (newest is not null)
        {
            text.Append('\n', BlankLinesBetween.Sections(bytes.Span, sections));
            return Insert(newest.Heading.Start, text, LineEnds.Before(bytes.Span, newest.Heading.Start));
        }

        // Nothing but a title and what is to be said about the file.
        var at = outline.TextEnd(bytes.Span, 0, bytes.Length);
        if (at == 0)
        {
            return Insert(0, text, LineEnds.Last(bytes.Span));
        }

        var hasLineEnd = LineEnds.Length(bytes.Span[..at]) > 0;
        text.Insert(0, hasLineEnd ? "\n" : "\n\n").Length -= hasLineEnd ? 0 : 1;
        return Insert(at, text, LineEnds.Last(bytes.Span));
    }

    private static Splice Insert(int at, StringBuilder text, string newLine) =>
        new(
            at,
            0,
            Encoding.UTF8.GetBytes(newLine == "\n" ? text.ToString() : text.Replace("\n", newLine).ToString())
        );

    /// <summary>A heading written as the given one is: number signs before and behind, or underlined.</summary>
    private string Like(MarkdownHeading? model, string text)
    {
        if (model is null)
        {
            return $"## {text}";
        }

        var span = bytes.Span;
        var before = Encoding.UTF8.GetString(span[model.Start..model.TextStart]);
        var end = model.End - LineEnds.Length(span[model.Start..model.End]);
        return model.IsSetext
            ? $"{before}{text}\n{new string(model.Level == 1 ? '=' : '-', Math.Max(3, text.Length))}"
            : before + text + Encoding.UTF8.GetString(span[model.TextEnd..end]);
    }
}
