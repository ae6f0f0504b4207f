using System.Text;

namespace Cake.Frosting.Release.Changelogs;

/// <summary>Tells which headings are releases, and how far their sections reach.</summary>
internal static class ChangelogSections
{
    private const int DeepestRelease = 3;

    public static IReadOnlyList<ChangelogSection> Find(
        ReadOnlySpan<byte> bytes,
        MarkdownOutline outline,
        ChangelogOptions options
    )
    {
        var headings = outline.Headings;
        var texts = new HeadingText?[headings.Count];
        var releaseLevel = 0;
        for (var i = 0; i < headings.Count; i++)
        {
            var heading = headings[i];
            var text = bytes[heading.TextStart..heading.TextEnd];
            texts[i] =
                heading.Level <= DeepestRelease && MayBeRelease(text)
                    ? CommonHeading.Read(text) ?? HeadingReader.Read(Encoding.UTF8.GetString(text), options)
                    : null;
            releaseLevel = releaseLevel == 0 && texts[i] is { IsLoose: false } ? heading.Level : releaseLevel;
        }

        var sections = new List<ChangelogSection>();
        for (var i = 0; i < headings.Count; i++)
        {
            if (!IsRelease(i))
            {
                continue;
            }

            var next = i + 1;
            while (next < headings.Count && headings[next].Level > headings[i].Level && !IsRelease(next))
            {
                next++;
            }

            var end = next < headings.Count ? headings[next].Start : bytes.Length;
            sections.Add(new ChangelogSection(headings[i], texts[i]!, i + 1, next, end));
        }

        return sections;

        bool IsRelease(int i) =>
            texts[i] is { } text
            && (!text.IsLoose || headings[i].Level == (releaseLevel == 0 ? 2 : releaseLevel));
    }

    public static IReadOnlyList<ChangelogSubsection> Subsections(
        ReadOnlySpan<byte> bytes,
        MarkdownOutline outline,
        ChangelogSection section
    )
    {
        var found = new List<ChangelogSubsection>();
        for (int i = section.FirstHeading, next; i < section.LastHeading; i = next)
        {
            var heading = outline.Headings[i];
            next = EndOf(outline, section, i);
            var title = Encoding.UTF8.GetString(bytes[heading.TextStart..heading.TextEnd]);
            found.Add(new ChangelogSubsection(title, heading.Line, !IsEmpty(outline, i, next)));
        }

        return found;
    }

    /// <summary>The index after the last heading that belongs to the one at an index.</summary>
    public static int EndOf(MarkdownOutline outline, ChangelogSection section, int i)
    {
        var next = i + 1;
        while (next < section.LastHeading && outline.Headings[next].Level > outline.Headings[i].Level)
        {
            next++;
        }

        return next;
    }

    public static bool IsEmpty(MarkdownOutline outline, int from, int to) =>
        !outline.Headings.GetRange(from, to - from).Exists(heading => heading.HasContent);

    /// <summary>Spares most headings the reading: a version has a digit, and Unreleased is none of these.</summary>
    private static bool MayBeRelease(ReadOnlySpan<byte> text) =>
        !text.IsEmpty
        && !text.SequenceEqual("Added"u8)
        && !text.SequenceEqual("Changed"u8)
        && !text.SequenceEqual("Deprecated"u8)
        && !text.SequenceEqual("Removed"u8)
        && !text.SequenceEqual("Fixed"u8)
        && !text.SequenceEqual("Security"u8);
}
