namespace Cake.Frosting.Release.Reports;

/// <summary>Renders what the console says when a release has ended.</summary>
public static class ConsoleSummary
{
    /// <summary>The lines, each ending in a line break.</summary>
    /// <param name="report">The report.</param>
    /// <param name="files">Where the report was written; <c>null</c> where it was not.</param>
    /// <param name="color">Whether to colour it with ANSI escape codes.</param>
    /// <param name="width">The width of the terminal in cells; 0 or less where it is not known.</param>
    public static string Render(
        ReleaseReport report,
        ReportFiles? files = null,
        bool color = false,
        int width = 0
    ) => $"{report.Release}{files}{color}{width}";
}
