namespace Cake.Frosting.Release.Changelogs;

/// <summary>A heading, as positions in the bytes of its file.</summary>
internal sealed class MarkdownHeading
{
    /// <summary>1 to 6.</summary>
    public required int Level { get; init; }

    /// <summary>The line, counted from 1.</summary>
    public required int Line { get; init; }

    /// <summary>Where the first byte of its first line is.</summary>
    public required int Start { get; init; }

    /// <summary>Where the line after it begins.</summary>
    public required int End { get; init; }

    /// <summary>Where its text begins, without number signs and white space.</summary>
    public required int TextStart { get; init; }

    /// <summary>Where its text ends.</summary>
    public required int TextEnd { get; init; }

    /// <summary>Whether it is underlined instead of marked by number signs.</summary>
    public bool IsSetext { get; init; }

    /// <summary>Whether there is text between it and the next heading.</summary>
    public bool HasContent { get; set; }

    /// <summary>Whether there is something else between it and the next heading: a comment, a rule, a link definition.</summary>
    public bool HasOther { get; set; }
}
