using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Reports;

/// <summary>How a status is spelled in reports, and its sign on a console.</summary>
internal static class StatusWords
{
    public static string ToWord(this StepStatus status) =>
        status switch
        {
            StepStatus.Done => "done",
            StepStatus.Skipped => "skipped",
            StepStatus.Failed => "failed",
            StepStatus.Warned => "warned",
            StepStatus.Interrupted => "interrupted",
            StepStatus.Undone => "undone",
            StepStatus.UndoFailed => "undo-failed",
            StepStatus.Started or StepStatus.UndoStarted => "running",
            _ => "not-run",
        };

    public static string ToSign(this StepStatus status) =>
        status switch
        {
            StepStatus.Done => "✓",
            StepStatus.Skipped => "–",
            StepStatus.Failed or StepStatus.UndoFailed => "✗",
            StepStatus.Warned => "!",
            StepStatus.Interrupted => "■",
            StepStatus.Undone => "↶",
            StepStatus.Started or StepStatus.UndoStarted => "…",
            _ => "·",
        };
}
