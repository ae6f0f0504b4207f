using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Reports;

/// <summary>Colours text with ANSI escape codes, or leaves it as it is.</summary>
/// <param name="isOn">Whether to colour.</param>
internal readonly struct Ink(bool isOn)
{
    public string Bold(string text) => Code("1", text);

    public string Dim(string text) => Code("2", text);

    public string Good(string text) => Code("32", text);

    public string Bad(string text) => Code("31", text);

    public string Warn(string text) => Code("33", text);

    public string Of(StepStatus status, string text) =>
        status switch
        {
            StepStatus.Done => Good(text),
            StepStatus.Failed or StepStatus.UndoFailed => Bad(text),
            StepStatus.Warned or StepStatus.Interrupted or StepStatus.Undone => Warn(text),
            StepStatus.Started or StepStatus.UndoStarted => text,
            _ => Dim(text),
        };

    private string Code(string code, string text) =>
        isOn && text.Length > 0 ? $"\e[{code}m{text}\e[0m" : text;
}
