using System.Text;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Reports;

/// <summary>
/// Renders what the console says when a release has ended: on a failure first why, what runs now and the
/// command to go on with; then stages, backups, downtime, and where the report lies.
/// </summary>
public static class ConsoleSummary
{
    private const int Name = 12;
    private const int Status = 13;
    private const int Time = 13;

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
    )
    {
        ArgumentNullException.ThrowIfNull(report);
        var ink = new Ink(color);
        var page = new StringBuilder("\n");
        var outcome = Phrases.OutcomeOf(report);
        var verdict = Phrases.IsLive(report) ? ink.Good(outcome) : ink.Bad(outcome);
        var versions = Readable.Versions(report.PreviousVersion, report.Version);
        Line(page, $"{ink.Bold(verdict)}  {Clean.Line($"{report.Project} {versions}")}");
        Troubles(page, report, ink);
        page.Append('\n');
        foreach (var stage in report.Stages)
        {
            Line(page, Row(stage, ink, width));
        }

        Facts(page, report, ink);
        if (files is not null)
        {
            page.Append('\n');
            Line(page, $"Report  {files.Html}");
            Line(page, $"        {files.Markdown}");
            Line(page, $"        {files.Json}");
        }

        return page.ToString();
    }

    private static void Troubles(StringBuilder page, ReleaseReport report, Ink ink)
    {
        if (report.Cause is not null)
        {
            page.Append('\n');
            foreach (var line in Clean.Lines(report.Cause))
            {
                Line(page, "  " + ink.Bad(line));
            }

            page.Append('\n');
        }

        Line(page, Clean.Line(report.RunsNow));
        if (report.Next is not null)
        {
            Line(page, $"Go on with: {ink.Bold(Clean.Line(report.Next))}");
        }
    }

    private static string Row(StageReport stage, Ink ink, int width)
    {
        var seconds = stage.Seconds > 0 ? Readable.Duration(stage.Seconds) : "";
        var head =
            $"  {stage.Status.ToSign()} {Cells.Pad(stage.Name, Name)}"
            + $"{Cells.Pad(stage.Status.ToWord(), Status)}{seconds, Time - 2}";
        var reason = Clean.Line(stage.Reason);
        if (width > 0)
        {
            head = Cells.Cut(head, width - 1);
            reason = Cells.Cut(reason, Math.Max(0, width - 1 - Cells.Width(head) - 2));
        }

        return reason.Length == 0
            ? ink.Of(stage.Status, head.TrimEnd())
            : $"{ink.Of(stage.Status, head)}  {(stage.Status == StepStatus.Skipped ? ink.Dim(reason) : reason)}";
    }

    private static void Facts(StringBuilder page, ReleaseReport report, Ink ink)
    {
        page.Append('\n');
        foreach (var backup in report.Backups)
        {
            var proof = Phrases.Proof(backup);
            var facts = Phrases.Facts(backup);
            Line(
                page,
                $"Backup of {Clean.Line(backup.Database)}: {(backup.Verified ? ink.Good(proof) : ink.Warn(proof))}{(facts.Length > 0 ? ", " : "")}{facts}"
            );
            Line(page, $"  {Clean.Line(backup.File ?? "")}");
            foreach (var sentence in backup.Proof)
            {
                Line(page, $"  {Clean.Line(sentence)}");
            }
        }

        foreach (var database in report.Databases)
        {
            Line(page, $"Database {Clean.Line(database.Database)}:");
            foreach (var sentence in Phrases.Sentences(database))
            {
                Line(page, $"  {Clean.Line(sentence)}");
            }
        }

        if (report.Writes is { } writes)
        {
            var text = Phrases.Writes(writes);
            Line(page, $"Rows written meanwhile: {(writes.Lost == 0 ? ink.Good(text) : ink.Bad(text))}");
        }

        Line(page, $"Users cut off: {Phrases.Downtime(report)}");
        foreach (var warning in report.Warnings)
        {
            Line(page, ink.Warn($"! {Clean.Line(warning)}"));
        }
    }

    private static void Line(StringBuilder page, string line) => page.Append(line).Append('\n');
}
