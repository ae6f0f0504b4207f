using System.Text;

namespace Cake.Frosting.Release.Reports;

/// <summary>Renders a report as GitHub-flavoured Markdown, for <c>report.md</c> and the step summary.</summary>
public static class MarkdownReport
{
    /// <summary>The Markdown, ending in a line break.</summary>
    /// <param name="report">The report.</param>
    public static string Render(ReleaseReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var page = new StringBuilder();
        Head(page, report);
        Warnings(page, report);
        Stages(page, report);
        Backups(page, report);
        Databases(page, report);
        Line(page, $"Release {Md.Code(report.Release)}, begun {Readable.Time(report.StartedAt)}.");
        return page.ToString();
    }

    private static void Head(StringBuilder page, ReleaseReport report)
    {
        var versions = Readable.Versions(report.PreviousVersion, report.Version);
        Line(page, $"# {Md.Text($"{report.Project} {versions}")}: {Phrases.OutcomeOf(report)}\n");
        if (report.Cause is not null)
        {
            Line(page, "**What went wrong**\n");
            Line(page, Md.Block(report.Cause, "text") + "\n");
        }

        Line(page, Md.Text(report.RunsNow) + "\n");
        if (report.Next is not null)
        {
            Line(page, $"Go on with {Md.Code(report.Next)}.\n");
        }

        Line(page, "| | |\n|---|---|");
        Line(page, $"| Users cut off | {Phrases.Downtime(report)} |");
        if (Phrases.TookSeconds(report) is { } took)
        {
            Line(page, $"| Took | {Readable.Duration(took)} |");
        }

        if (report.Writes is not null)
        {
            Line(page, $"| Rows written meanwhile | {Phrases.Writes(report.Writes)} |");
        }

        page.Append('\n');
    }

    private static void Warnings(StringBuilder page, ReleaseReport report)
    {
        if (report.Warnings.Count > 0)
        {
            Line(page, "## Warnings\n");
            Line(page, string.Join('\n', report.Warnings.Select(warning => $"- {Md.Text(warning)}")) + "\n");
        }
    }

    private static void Stages(StringBuilder page, ReleaseReport report)
    {
        Line(page, "## Stages\n\n| Stage | Status | Time | |\n|---|---|---:|---|");
        foreach (var stage in report.Stages)
        {
            Row(page, $"**{stage.Name}**", stage.Status.ToWord(), stage.Seconds, stage.Reason);
            foreach (var step in stage.Steps.Where(step => step.Status != Steps.StepStatus.NotRun))
            {
                var reason = step.Reason.Split('\n')[0].TrimEnd();
                Row(
                    page,
                    $"&emsp;{Md.Text(step.Title)}",
                    step.Status.ToWord(),
                    step.Seconds,
                    reason == stage.Reason ? "" : reason
                );
            }
        }

        page.Append('\n');
    }

    private static void Row(StringBuilder page, string what, string status, double seconds, string reason) =>
        Line(
            page,
            $"| {what} | {status} | {(seconds > 0 ? Readable.Duration(seconds) : "")} | {Md.Text(reason)} |"
        );

    private static void Backups(StringBuilder page, ReleaseReport report)
    {
        if (report.Backups.Count == 0)
        {
            return;
        }

        Line(page, "## Backups\n\n| Database | | Facts | File | SHA-256 |\n|---|---|---|---|---|");
        foreach (var backup in report.Backups)
        {
            Line(
                page,
                $"| {Md.Text(backup.Database)} | {Phrases.Proof(backup)} | {Phrases.Facts(backup)} "
                    + $"| {Md.Code(backup.File ?? "", inTable: true)} | {Md.Code(backup.Sha256 ?? "", inTable: true)} |"
            );
        }

        page.Append('\n');
        Proofs(page, report);
    }

    private static void Proofs(StringBuilder page, ReleaseReport report)
    {
        foreach (var backup in report.Backups.Where(backup => backup.Proof.Count > 0))
        {
            Line(page, $"What is known of the backup of {Md.Text(backup.Database)}:\n");
            foreach (var sentence in backup.Proof)
            {
                Line(page, $"- {Md.Text(sentence)}");
            }

            page.Append('\n');
        }
    }

    private static void Databases(StringBuilder page, ReleaseReport report)
    {
        foreach (var database in report.Databases)
        {
            Line(page, $"## Database {Md.Text(database.Database)}\n");
            foreach (var sentence in Phrases.Sentences(database))
            {
                Line(page, $"- {Md.Text(sentence)}");
            }

            page.Append('\n');
        }
    }

    private static void Line(StringBuilder page, string line) => page.Append(line).Append('\n');
}
