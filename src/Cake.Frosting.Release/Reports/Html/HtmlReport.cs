namespace Cake.Frosting.Release.Reports;

/// <summary>Renders a report as one self-contained HTML page that needs neither network nor script.</summary>
public static class HtmlReport
{
    /// <summary>The page; also well-formed XML.</summary>
    /// <param name="report">The report.</param>
    public static string Render(ReleaseReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var versions = Readable.Versions(report.PreviousVersion, report.Version);
        var outcome = Phrases.OutcomeOf(report);
        return Html.Of(
                $"""
                <!DOCTYPE html>
                <html lang="en" xmlns="http://www.w3.org/1999/xhtml">
                <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <title>{report.Project} {versions}: {outcome}</title>
                <style>
                {HtmlStyle.Sheet}
                </style>
                </head>
                <body class="{outcome.ToLowerInvariant()}">
                <main>
                <header>
                <p class="project">{report.Project}</p>
                <h1>{versions}</h1>
                <p class="verdict"><strong class="outcome">{outcome}</strong> {report.RunsNow}</p>
                </header>
                {HtmlSections.Cause(report)}
                {HtmlSections.Figures(report)}
                {HtmlSections.Warnings(report)}
                {new HtmlTimeline(report).Render()}
                {HtmlSections.Backups(report)}{HtmlSections.Databases(report)}
                {HtmlSections.Commands(report)}
                {HtmlSections.About(report)}
                </main>
                </body>
                </html>

                """
            )
            .ToString();
    }
}
