namespace Cake.Frosting.Release.Changelogs;

/// <summary>What the text of a heading says about a release, with positions in the text.</summary>
internal sealed record HeadingText
{
    /// <summary>The whole text.</summary>
    public required string Text { get; init; }

    /// <summary>The version or the word for Unreleased.</summary>
    public required Range Label { get; init; }

    /// <summary>Whether it stands in brackets.</summary>
    public bool IsBracketed { get; init; }

    /// <summary>The address of an inline link; <c>null</c> where there is none.</summary>
    public Range? Url { get; init; }

    /// <summary>Where the label ends, with brackets and link.</summary>
    public required int LabelEnd { get; init; }

    /// <summary>The date, or what stands in its place until the release; <c>null</c> where there is none.</summary>
    public Range? Date { get; init; }

    /// <summary>Whether the section holds what is not released yet.</summary>
    public bool IsUnreleased { get; init; }

    /// <summary>Whether <see cref="Label"/> is a version; for Unreleased the one that is planned.</summary>
    public bool IsVersion { get; init; }

    /// <summary>Whether the release was withdrawn.</summary>
    public bool IsYanked { get; init; }

    /// <summary>Whether the text says more than version and date, or the version is a bare number.</summary>
    public bool IsLoose { get; init; }

    /// <summary>The label's text.</summary>
    public string LabelText => Text[Label];
}
