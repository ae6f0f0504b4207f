using System.Text;
using Cake.Frosting.Release.Files;

namespace Cake.Frosting.Release.Changelogs;

/// <summary>Finds the splices for the link definitions at the bottom of a changelog.</summary>
internal sealed class LinkSplicer
{
    private readonly ReadOnlyMemory<byte> bytes;
    private readonly ChangelogSection? unreleased;
    private readonly ChangelogRelease release;
    private readonly ReleaseHeading heading;
    private readonly LinkDefinition? unreleasedLink;
    private readonly List<(string Version, LinkDefinition Link)> releaseLinks = [];
    private readonly List<(string Version, string Url)> inlineLinks;

    public LinkSplicer(
        ReadOnlyMemory<byte> bytes,
        MarkdownOutline outline,
        IReadOnlyList<ChangelogSection> sections,
        ChangelogRelease release,
        ReleaseHeading heading
    )
    {
        this.bytes = bytes;
        this.release = release;
        this.heading = heading;
        unreleased = sections.FirstOrDefault(section => section.IsUnreleased);
        var newest = sections.Where(section => !section.IsUnreleased).Take(2).ToList();
        inlineLinks =
        [
            .. newest
                .Where(section => section.Text.Url is not null)
                .Select(section => (section.Version!, section.Text.Text[section.Text.Url!.Value])),
        ];
        foreach (var section in newest)
        {
            if (outline.Links.Find(link => section.Names(Label(link))) is { } found)
            {
                releaseLinks.Add((section.Version!, found));
            }
        }

        unreleasedLink =
            outline.Links.Find(link =>
                Label(link).Equals(unreleased?.Text.LabelText, StringComparison.OrdinalIgnoreCase)
            )
            ?? outline.Links.Find(link =>
                Label(link).Equals("unreleased", StringComparison.OrdinalIgnoreCase)
            );
    }

    /// <summary>The addresses for headings that hold their link themselves.</summary>
    public ReleaseUrls Inline() =>
        ReleaseUrls.Derive(
            unreleased?.Text.Url is { } url ? unreleased.Text.Text[url] : null,
            inlineLinks,
            release
        );

    /// <summary>The splices; none where the file defines no links for its releases.</summary>
    public IEnumerable<Splice> Make()
    {
        if (unreleasedLink is null && releaseLinks.Count == 0)
        {
            yield break;
        }

        var urls = ReleaseUrls.Derive(
            unreleasedLink is null ? null : Url(unreleasedLink),
            [.. releaseLinks.Select(one => (one.Version, Url(one.Link)))],
            release
        );
        if (unreleased is { Text.IsVersion: true })
        {
            // The planned version's own link is the one that becomes the release's.
            if (unreleasedLink is not null && urls.Release is not null)
            {
                if (urls.Unreleased is not null)
                {
                    yield return new Splice(
                        unreleasedLink.Start,
                        0,
                        Line(unreleasedLink, "unreleased", urls.Unreleased, true)
                    );
                }

                yield return Replace(unreleasedLink, urls.Release);
            }

            yield break;
        }

        if (unreleasedLink is not null && urls.Unreleased is not null)
        {
            yield return Replace(unreleasedLink, urls.Unreleased);
        }

        if (urls.Release is not null)
        {
            yield return Insert(urls.Release);
        }
    }

    private Splice Insert(string url)
    {
        var previous = releaseLinks.Count > 0 ? releaseLinks[0].Link : null;
        // The oldest first: the new one goes behind the latest.
        var isAscending =
            previous is not null
            && (
                (unreleasedLink is not null && unreleasedLink.Start > previous.Start)
                || (releaseLinks.Count > 1 && releaseLinks[1].Link.Start < previous.Start)
            );
        var style = previous ?? unreleasedLink!;
        return isAscending ? After(previous!)
            : unreleasedLink is not null ? After(unreleasedLink)
            : new Splice(previous!.Start, 0, Line(style, LabelText(style), url, true));

        Splice After(LinkDefinition link)
        {
            var hasLineEnd = LineEnds.Length(bytes.Span[link.Start..link.End]) > 0;
            return new Splice(link.End, 0, Line(style, LabelText(style), url, hasLineEnd, link));
        }
    }

    /// <summary>The new label: as the heading has it, with a v only where labels have one.</summary>
    private string LabelText(LinkDefinition style) =>
        releaseLinks.Count > 0 && Label(style) == ChangelogSection.Bare(releaseLinks[0].Version)
            ? ChangelogSection.Bare(heading.Label).ToString()
            : heading.Label;

    private byte[] Line(
        LinkDefinition style,
        string label,
        string url,
        bool lineEndLast,
        LinkDefinition? neighbour = null
    )
    {
        var span = bytes.Span;
        var beside = neighbour ?? style;
        var end = LineEnds.Length(span[beside.Start..beside.End]);
        var newLine =
            end > 0
                ? Encoding.UTF8.GetString(span[(beside.End - end)..beside.End])
                : LineEnds.Before(span, beside.Start);
        var text =
            Encoding.UTF8.GetString(span[style.Start..style.LabelStart])
            + label
            + Encoding.UTF8.GetString(span[style.LabelEnd..style.UrlStart])
            + url
            + (span[style.UrlStart - 1] == '<' ? ">" : "");
        return Encoding.UTF8.GetBytes(lineEndLast ? text + newLine : newLine + text);
    }

    private static Splice Replace(LinkDefinition link, string url) =>
        new(link.UrlStart, link.UrlEnd - link.UrlStart, Encoding.UTF8.GetBytes(url));

    private string Label(LinkDefinition link) =>
        Encoding.UTF8.GetString(bytes.Span[link.LabelStart..link.LabelEnd]);

    private string Url(LinkDefinition link) =>
        Encoding.UTF8.GetString(bytes.Span[link.UrlStart..link.UrlEnd]);
}
