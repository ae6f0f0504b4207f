namespace Cake.Frosting.Release.Changelogs;

/// <summary>
/// A block of lines in which no heading can stand: a code fence, a comment, raw HTML, front matter. The default is
/// none.
/// </summary>
internal readonly record struct MarkdownBlock
{
    private static readonly string[] RawTags = ["pre", "script", "style", "textarea"];
    private static readonly string[] BlockTags =
    [
        "details",
        "summary",
        "div",
        "table",
        "p",
        "ul",
        "ol",
        "center",
        "section",
        "blockquote",
    ];

    private enum Kind
    {
        None,
        Fence,
        Comment,
        Raw,
        Html,
        FrontMatterOfFile,
    }

    private Kind Of { get; init; }

    private int Line { get; init; }

    private byte Mark { get; init; }

    private int Length { get; init; }

    private bool SwallowsHeading { get; init; }

    /// <summary>Whether the next line is within it.</summary>
    public bool IsOpen => Of != Kind.None;

    /// <summary>Whether the next line is within a comment.</summary>
    public bool IsComment => Of == Kind.Comment;

    /// <summary>Why a file cannot be understood that ends within it; <c>null</c> where it can.</summary>
    public OutlineProblem? Problem
    {
        get
        {
            var what =
                Of == Kind.Fence ? "code fence"
                : IsComment ? "comment"
                : null;
            return what is null || !SwallowsHeading
                ? null
                : new OutlineProblem(
                    Line,
                    $"this {what} is never closed, and there are headings below it.",
                    $"Close the {what}."
                );
        }
    }

    /// <summary>The block at the top of a file that site generators read.</summary>
    public static MarkdownBlock FrontMatter(int line) => new() { Of = Kind.FrontMatterOfFile, Line = line };

    /// <summary>The block that a line opens and does not close; none for most lines.</summary>
    public static MarkdownBlock Open(ReadOnlySpan<byte> content, int line)
    {
        var fence = MarkdownLine.Fence(content);
        var of =
            fence > 0 ? Kind.Fence
            : content.StartsWith("<!--"u8) ? (content.IndexOf("-->"u8) < 0 ? Kind.Comment : Kind.None)
            : MarkdownLine.BeginsWithTag(content, RawTags) ? (EndsRaw(content) ? Kind.None : Kind.Raw)
            : MarkdownLine.BeginsWithTag(content, BlockTags) ? Kind.Html
            : Kind.None;
        return of == Kind.None
            ? default
            : new MarkdownBlock
            {
                Of = of,
                Line = line,
                Mark = content[0],
                Length = fence,
            };
    }

    /// <summary>The block after another of its lines, which has more in it than white space.</summary>
    public MarkdownBlock After(ReadOnlySpan<byte> content)
    {
        var ends = Of switch
        {
            Kind.Fence => content[0] == Mark
                && MarkdownLine.Fence(content) >= Length
                && !content.TrimEnd(" \t"u8).ContainsAnyExcept(Mark),
            Kind.Comment => content.IndexOf("-->"u8) >= 0,
            Kind.Raw => EndsRaw(content),
            Kind.FrontMatterOfFile => content.SequenceEqual("---"u8) || content.SequenceEqual("..."u8),
            _ => false,
        };
        return ends ? default
            : SwallowsHeading || MarkdownLine.HeadingLevel(content) == 0 ? this
            : this with { SwallowsHeading = true };
    }

    /// <summary>The block after a blank line, which ends HTML.</summary>
    public MarkdownBlock AfterBlank() => Of == Kind.Html ? default : this;

    private static bool EndsRaw(ReadOnlySpan<byte> content) =>
        content.IndexOf("</pre>"u8) >= 0
        || content.IndexOf("</script>"u8) >= 0
        || content.IndexOf("</style>"u8) >= 0
        || content.IndexOf("</textarea>"u8) >= 0;
}
