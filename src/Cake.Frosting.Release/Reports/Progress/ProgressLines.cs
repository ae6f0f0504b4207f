using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Reports;

/// <summary>The lines that <see cref="ConsoleProgress"/> writes: redacted, harmless, and coloured where wanted.</summary>
internal sealed class ProgressLines(ProgressOptions options, Redactor redactor)
{
    private const string Spinner = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";

    public Ink Ink { get; } = new(options.Color);

    /// <summary>Text from outside on one line, without secrets and control characters.</summary>
    public string Clear(string text) => Clean.Line(redactor.Redact(text));

    /// <summary>A line of the build's own log; in Actions it may be a command that the build gives on purpose.</summary>
    public string Foreign(string text) => Clean.Text(redactor.Redact(text)).TrimEnd('\n');

    public static (string Head, string Tail) Running(RunningStep step, TimeSpan elapsed)
    {
        var turn = Spinner[(int)(elapsed.TotalMilliseconds / 100 % Spinner.Length)];
        return ($"  {turn} {step.Title}  {Readable.Duration(elapsed.TotalSeconds)}", step.Latest);
    }

    public string StillRunning(RunningStep step, TimeSpan elapsed)
    {
        var latest = step.Latest.Length > 0 ? $": {step.Latest}" : "";
        return Line($"  … {step.Title}  {Readable.Duration(elapsed.TotalSeconds)}{latest}");
    }

    public IReadOnlyList<string> Ended(string title, StepStatus status, string reason, TimeSpan elapsed)
    {
        var text = Clean.Text(redactor.Redact(reason)).Trim();
        var head = $"  {Ink.Of(status, status.ToSign())} {Clear(title)}";
        if (status is StepStatus.Done or StepStatus.Skipped or StepStatus.Undone)
        {
            var why =
                status == StepStatus.Skipped
                    ? $"skipped{(text.Length > 0 ? ": " : "")}{Clean.Line(text)}"
                    : "";
            var took = status == StepStatus.Skipped ? "" : Readable.Duration(elapsed.TotalSeconds);
            return [Line($"{head}  {Ink.Dim(took + why)}")];
        }

        var word = Ink.Of(status, status.ToWord().Replace('-', ' '));
        string[] said =
        [
            Line($"{head}  {word} after {Readable.Duration(elapsed.TotalSeconds)}"),
            .. text.Length == 0 ? [] : text.Split('\n').Select(line => Line($"    {line}")),
        ];
        return options.GitHubActions ? [.. said, Annotation(status, title, text)] : said;
    }

    public IReadOnlyList<string> Warned(string title, string text)
    {
        var line = Line($"  {Ink.Of(StepStatus.Warned, "!")} {Clear(title)}: {Clear(text)}");
        return options.GitHubActions ? [line, Annotation(StepStatus.Warned, title, text)] : [line];
    }

    private string Annotation(StepStatus status, string title, string text)
    {
        var safe = Clean.Text(redactor.Redact(text));
        return status == StepStatus.Warned
            ? ActionsCommand.Warning(Clear(title), safe)
            : ActionsCommand.Error(Clear(title), safe);
    }

    private string Line(string line) => options.GitHubActions ? ActionsCommand.Defuse(line) : line;
}
