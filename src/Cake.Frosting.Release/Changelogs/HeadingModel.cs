namespace Cake.Frosting.Release.Changelogs;

/// <summary>The release whose heading the next one is written like.</summary>
internal static class HeadingModel
{
    /// <summary>
    /// The newest one; in a file of several packages, the newest of the same; <c>null</c> where there is none whose
    /// heading says nothing but version and date.
    /// </summary>
    public static ChangelogSection? Of(
        MarkdownOutline outline,
        IReadOnlyList<ChangelogSection> sections,
        ChangelogRelease release
    )
    {
        var models = sections.Where(section => section is { IsUnreleased: false, Text.IsLoose: false });
        var package = NameBefore(release.Tag);
        var newest =
            models.FirstOrDefault(section => package.Length > 0 && NameBefore(section.Version!) == package)
            ?? models.FirstOrDefault();
        return newest is not null && HasSubsectionsBeside(outline, newest)
            ? models.FirstOrDefault(section => section.Heading.Level < newest.Heading.Level) ?? newest
            : newest;
    }

    /// <summary>What stands before the number, where it is a name: <c>shop-</c>, <c>@shop/cart@</c>; empty for a v.</summary>
    public static string NameBefore(string label)
    {
        var digit = label.AsSpan().IndexOfAnyInRange('0', '9');
        return digit > 1 && label[digit - 1] is '-' or '@' or '/' ? label[..digit] : "";
    }

    /// <summary>Some generators give patches a lesser heading, and their subsections the same.</summary>
    private static bool HasSubsectionsBeside(MarkdownOutline outline, ChangelogSection section) =>
        section.FirstHeading == section.LastHeading
        && !section.Heading.HasContent
        && section.LastHeading < outline.Headings.Count
        && outline.Headings[section.LastHeading].Level == section.Heading.Level;
}
