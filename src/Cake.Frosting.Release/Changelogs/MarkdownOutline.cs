namespace Cake.Frosting.Release.Changelogs;

/// <summary>What <see cref="MarkdownScanner"/> found.</summary>
internal sealed class MarkdownOutline
{
    /// <summary>The headings, in the order of the file.</summary>
    public List<MarkdownHeading> Headings { get; } = [];

    /// <summary>The link definitions, in the order of the file.</summary>
    public List<LinkDefinition> Links { get; } = [];

    /// <summary>What makes the file unreadable; <c>null</c> where nothing does.</summary>
    public OutlineProblem? Problem { get; set; }
}

/// <summary>Why a file cannot be understood.</summary>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Message">What is wrong there.</param>
/// <param name="WayOut">What to do about it.</param>
internal sealed record OutlineProblem(int Line, string Message, string WayOut);
