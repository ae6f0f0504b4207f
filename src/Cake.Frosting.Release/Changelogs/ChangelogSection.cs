namespace Cake.Frosting.Release.Changelogs;

/// <summary>A release in a changelog, or what is not released yet.</summary>
public sealed class ChangelogSection
{
    internal ChangelogSection(
        MarkdownHeading heading,
        HeadingText text,
        int firstHeading,
        int lastHeading,
        int end
    )
    {
        Heading = heading;
        Text = text;
        FirstHeading = firstHeading;
        LastHeading = lastHeading;
        End = end;
    }

    /// <summary>Whether it holds what is not released yet.</summary>
    public bool IsUnreleased => Text.IsUnreleased;

    /// <summary>The version as the heading has it; for Unreleased the planned one, or <c>null</c>.</summary>
    public string? Version => Text.IsVersion ? Text.LabelText : null;

    /// <summary>Whether the release was withdrawn.</summary>
    public bool IsYanked => Text.IsYanked;

    /// <summary>The line of its heading, counted from 1.</summary>
    public int Line => Heading.Line;

    internal MarkdownHeading Heading { get; }

    internal HeadingText Text { get; }

    /// <summary>The index of the first heading within it.</summary>
    internal int FirstHeading { get; }

    /// <summary>The index after that of the last heading within it.</summary>
    internal int LastHeading { get; }

    /// <summary>Where the next section begins.</summary>
    internal int End { get; }

    /// <summary>Whether the heading names a version: as it stands there, or with or without a v before it.</summary>
    internal bool Names(string version) => Version is not null && Bare(Version).SequenceEqual(Bare(version));

    /// <summary>A version without the v before it: <c>v1.2</c>, <c>v.1.2</c>, <c>v 1.2</c>.</summary>
    internal static ReadOnlySpan<char> Bare(string version)
    {
        var start = version.Length > 2 && version[1] is '.' or ' ' ? 2 : 1;
        return version.Length > start && version[0] is 'v' or 'V' && char.IsAsciiDigit(version[start])
            ? version.AsSpan(start)
            : version;
    }
}
