namespace Cake.Frosting.Release.Reports;

/// <summary>Renders a report as GitHub-flavoured Markdown, for <c>report.md</c> and the step summary.</summary>
public static class MarkdownReport
{
    /// <summary>The Markdown, ending in a line break.</summary>
    /// <param name="report">The report.</param>
    public static string Render(ReleaseReport report) => report.Release;
}
