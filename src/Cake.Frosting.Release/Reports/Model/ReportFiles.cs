namespace Cake.Frosting.Release.Reports;

/// <summary>Where a report was written.</summary>
/// <param name="Directory">The directory of this release's report.</param>
/// <param name="Latest">The directory, or link to it, that always leads to the newest report.</param>
public sealed record ReportFiles(string Directory, string Latest)
{
    /// <summary>The report for programs.</summary>
    public string Json => Path.Combine(Directory, "report.json");

    /// <summary>The report as Markdown.</summary>
    public string Markdown => Path.Combine(Directory, "report.md");

    /// <summary>The report as one page with a timeline.</summary>
    public string Html => Path.Combine(Directory, "report.html");
}
