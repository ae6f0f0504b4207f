using Cake.Cli;
using Cake.Core;
using Cake.Core.Diagnostics;
using Spectre.Console;

namespace Build.Output;

/// <summary>
/// Cake's heads and its table of tasks, but not around the page that the build prints when it is started without a
/// target: there they would be all that one sees.
/// </summary>
/// <param name="console">Where Cake prints.</param>
public sealed class ReportPrinter(IAnsiConsole console) : ICakeReportPrinter
{
    private readonly CakeSpectreReportPrinter cake = new(console);

    /// <inheritdoc/>
    public void Write(CakeReport report)
    {
        if (!report.All(entry => IsPage(entry.TaskName)))
        {
            cake.Write(report);
        }
    }

    /// <inheritdoc/>
    public void WriteStep(string name, Verbosity verbosity)
    {
        if (!IsPage(name))
        {
            cake.WriteStep(name, verbosity);
        }
    }

    /// <inheritdoc/>
    public void WriteLifeCycleStep(string name, Verbosity verbosity) =>
        cake.WriteLifeCycleStep(name, verbosity);

    /// <inheritdoc/>
    public void WriteSkippedStep(string name, Verbosity verbosity) => cake.WriteSkippedStep(name, verbosity);

    private static bool IsPage(string name) => name == DefaultTask.Name;
}
