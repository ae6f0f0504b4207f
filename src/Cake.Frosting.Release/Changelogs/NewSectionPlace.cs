using System.Text;
using System.Text.RegularExpressions;

namespace Cake.Frosting.Release.Changelogs;

/// <summary>Whether a new section can go to the top of a changelog without guessing.</summary>
internal static partial class NewSectionPlace
{
    /// <exception cref="Errors.ReleaseRefusedException">It cannot.</exception>
    public static void Check(
        ReadOnlySpan<byte> bytes,
        MarkdownOutline outline,
        IReadOnlyList<ChangelogSection> sections,
        ChangelogErrors errors
    )
    {
        if (sections.Count == 0)
        {
            if (outline.Headings.Find(heading => heading.Level > 1) is { } other)
            {
                throw errors.At(
                    other.Line,
                    $"there is no release to put the new one above, and {Text(bytes, other)} is none.",
                    WayOut
                );
            }

            if (LineOfVersion(bytes) is { } line)
            {
                throw errors.At(
                    line,
                    "this looks like a release and is no heading, so nobody knows where the new one belongs.",
                    WayOut
                );
            }

            return;
        }

        var dates = sections.Select(DateOf).OfType<string>().ToList();
        if (
            dates.Count > 1
            && string.CompareOrdinal(dates[0], dates[1]) < 0
            && string.CompareOrdinal(dates[0], dates[^1]) < 0
        )
        {
            throw errors.At(
                sections[0].Line,
                "the oldest release comes first here, and the newest must.",
                "Turn the order around, or add a heading ## [Unreleased] above the first release."
            );
        }
    }

    private const string WayOut =
        "Add a heading ## [Unreleased] where the new release belongs, or name another file with changelog/file.";

    /// <summary>The first line that begins with a version, whatever marks it: bold, a bullet, nothing.</summary>
    private static int? LineOfVersion(ReadOnlySpan<byte> bytes)
    {
        var number = 0;
        foreach (var line in Encoding.UTF8.GetString(bytes).EnumerateLines())
        {
            number++;
            if (Version().IsMatch(line))
            {
                return number;
            }
        }

        return null;
    }

    private static string Text(ReadOnlySpan<byte> bytes, MarkdownHeading heading) =>
        $"'{Encoding.UTF8.GetString(bytes[heading.TextStart..heading.TextEnd])}'";

    /// <summary>Year, month and day, so that texts compare as dates do; <c>null</c> where there is no whole date.</summary>
    private static string? DateOf(ChangelogSection section)
    {
        var parts = section.Text.Date is { } date ? section.Text.Text[date].Split('-', '/', '.') : [];
        return parts.Length == 3 && parts[0].Length == 4
            ? $"{parts[0]}{parts[1].PadLeft(2, '0')}{parts[2].PadLeft(2, '0')}"
            : null;
    }

    [GeneratedRegex(@"^[\s*_`\-+>\[(]*(?:v(?:ersion)?\.?\s*)?[0-9]+\.[0-9]+", RegexOptions.IgnoreCase)]
    private static partial Regex Version();
}
