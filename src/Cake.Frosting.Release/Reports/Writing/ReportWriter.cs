using System.Text;

namespace Cake.Frosting.Release.Reports;

/// <summary>
/// Writes the files of a report to <c>STATE/reports/RELEASE/</c>, and keeps <c>STATE/reports/latest</c>
/// leading to the newest. A reader finds the old file or the new one, never a half.
/// </summary>
public static class ReportWriter
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes the report, over one of the same release that is there.</summary>
    /// <param name="report">The report.</param>
    /// <param name="stateDirectory">The project's state directory, e.g. <c>.release</c>; created where missing.</param>
    /// <param name="stepSummary">
    /// The file that GITHUB_STEP_SUMMARY names: the Markdown is appended to it. <c>null</c> or empty for none.
    /// </param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be written.</exception>
    public static ReportFiles Write(ReleaseReport report, string stateDirectory, string? stepSummary = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (
            report.Release.Length == 0
            || report.Release != Path.GetFileName(report.Release)
            || report.Release[0] == '.'
        )
        {
            throw new ArgumentException(
                $"'{report.Release}' cannot be the name of a directory.",
                nameof(report)
            );
        }

        var reports = Path.GetFullPath(Path.Combine(stateDirectory, "reports"));
        var files = new ReportFiles(Path.Combine(reports, report.Release), Path.Combine(reports, "latest"));
        Directory.CreateDirectory(files.Directory);
        var markdown = MarkdownReport.Render(report);
        Replace(files.Json, ReportJson.Write(report));
        Replace(files.Markdown, markdown);
        Replace(files.Html, HtmlReport.Render(report));
        LatestLink.Set(files.Latest, report.Release);
        if (!string.IsNullOrEmpty(stepSummary))
        {
            File.AppendAllText(stepSummary, markdown, Utf8);
        }

        return files;
    }

    private static void Replace(string path, string text)
    {
        var temporary = path + ".tmp";
        try
        {
            File.WriteAllText(temporary, text, Utf8);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
