using Cake.Frosting.Release.Reports;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Chain;

/// <summary>Writes the report of a release from its journal, and prints the summary.</summary>
internal static class Reporting
{
    public static void Write(Tool tool, Project project, ReleasePlan plan)
    {
        var record = project.State.Read(plan.Release.Id)!;
        var report = ReportBuilder.Build(
            plan,
            record,
            new ReportOptions { Redactor = tool.Redactor, Launcher = tool.Arguments.Launcher }
        );
        var files = ReportWriter.Write(
            report,
            project.Configuration.Directory,
            tool.Environment("GITHUB_STEP_SUMMARY")
        );
        var look = tool.ProgressOptions;
        tool.Output.Write(ConsoleSummary.Render(report, files, look.Color, look.Width()));
        // Where something is wrong nothing is told of where all is well.
        var closing =
            report.Outcome is Outcome.NeedsHuman ? null : project.Recipe?.Closing(project.Configuration);
        foreach (var line in closing ?? [])
        {
            tool.Output.WriteLine(line);
        }

        tool.Output.Flush();
    }
}
