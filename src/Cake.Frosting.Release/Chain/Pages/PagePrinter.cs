using Cake.Cli;
using Cake.Core;
using Cake.Core.Diagnostics;
using Spectre.Console;

namespace Cake.Frosting.Release.Chain;

/// <summary>
/// Cake's heads and its table of tasks, but not around targets whose output is a page or a document by itself:
/// <c>--target=Schema > release.schema.json</c> must leave nothing but the schema.
/// </summary>
/// <param name="console">Where Cake prints.</param>
internal sealed class PagePrinter(IAnsiConsole console) : ICakeReportPrinter
{
    private static readonly string[] Pages = ["Default", "Plan", "Runbook", "Schema", "Status"];
    private readonly CakeSpectreReportPrinter cake = new(console);

    public void Write(CakeReport report)
    {
        if (!report.All(entry => Pages.Contains(entry.TaskName)))
        {
            cake.Write(report);
        }
    }

    public void WriteStep(string name, Verbosity verbosity)
    {
        if (!Pages.Contains(name))
        {
            cake.WriteStep(name, verbosity);
        }
    }

    public void WriteLifeCycleStep(string name, Verbosity verbosity) =>
        cake.WriteLifeCycleStep(name, verbosity);

    public void WriteSkippedStep(string name, Verbosity verbosity) => cake.WriteSkippedStep(name, verbosity);
}
