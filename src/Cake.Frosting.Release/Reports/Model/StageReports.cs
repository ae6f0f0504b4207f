using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Reports;

/// <summary>Makes the reports of the stages.</summary>
internal sealed class StageReports(ReleasePlan plan, ReleaseRecord record, Func<string, string> redact)
{
    /// <summary>The most alarming first: the first of them that a step has is the stage's.</summary>
    private static readonly StepStatus[] ByAlarm =
    [
        StepStatus.UndoFailed,
        StepStatus.Failed,
        StepStatus.Interrupted,
        StepStatus.UndoStarted,
        StepStatus.Started,
        StepStatus.Undone,
        StepStatus.Warned,
    ];

    public IReadOnlyList<StageReport> Build()
    {
        // A release that an older build script began may have had steps that this one does not know.
        var strangers = record
            .Steps.Where(step => plan.Find(step.Id) is null)
            .ToLookup(step => StageOf(step.Id));
        return [.. Enum.GetValues<Stage>().Select(stage => Build(stage, strangers[stage]))];
    }

    private StageReport Build(Stage stage, IEnumerable<StepRecord> strangers)
    {
        StepReport[] steps =
        [
            .. plan.Of(stage).Select(step => StepReports.Build(step, record.Find(step.Id), record, redact)),
            .. strangers.Select(step => StepReports.Build(null, step, record, redact)),
        ];
        var status = StatusOf(steps);
        return new StageReport(stage.ToString(), status)
        {
            Reason = ReasonOf(steps, status),
            Seconds = Numbers.Round(Busy(steps).TotalSeconds),
            Steps = steps,
        };
    }

    private StepStatus StatusOf(StepReport[] steps)
    {
        foreach (var status in ByAlarm)
        {
            // Where a step failed is what a reader looks for, also after it was undone.
            if (steps.Any(step => step.Status == status || Failed(step, status)))
            {
                return status;
            }
        }

        return steps switch
        {
            _ when steps.All(step => step.Status == StepStatus.Skipped) => StepStatus.Skipped,
            _ when steps.All(step => step.Status == StepStatus.NotRun) => StepStatus.NotRun,
            _ when steps.All(step => step.Status != StepStatus.NotRun) => StepStatus.Done,
            _ => record.Outcome is null ? StepStatus.Started : StepStatus.Interrupted,
        };
    }

    private static bool Failed(StepReport step, StepStatus status) =>
        status is StepStatus.Failed or StepStatus.Interrupted && step.Undo?.StatusBefore == status;

    private static string ReasonOf(StepReport[] steps, StepStatus status)
    {
        if (steps.Length == 0)
        {
            return "no steps in this plan";
        }

        var reasons = steps
            .Where(step => step.Status == status || Failed(step, status))
            .Select(step => status == StepStatus.UndoFailed ? step.Undo?.Reason ?? "" : step.Reason)
            .Where(reason => reason.Length > 0)
            .Select(reason => reason.Split('\n')[0].TrimEnd())
            .Distinct();
        return status switch
        {
            StepStatus.Skipped => string.Join("; ", reasons),
            StepStatus.Done or StepStatus.NotRun or StepStatus.Undone => "",
            _ => reasons.FirstOrDefault() ?? "",
        };
    }

    /// <summary>The length of the union of the steps' runs: what overlaps counts once, and pauses do not.</summary>
    private static TimeSpan Busy(IEnumerable<StepReport> steps)
    {
        var busy = TimeSpan.Zero;
        var until = DateTimeOffset.MinValue;
        foreach (var step in steps.Where(step => step.StartedAt is not null).OrderBy(step => step.StartedAt))
        {
            var from = step.StartedAt!.Value > until ? step.StartedAt.Value : until;
            var to = step.StartedAt.Value + TimeSpan.FromSeconds(step.Seconds);
            if (to > from)
            {
                busy += to - from;
                until = to;
            }
        }

        return busy;
    }

    private static Stage StageOf(string stepId) =>
        Enum.TryParse<Stage>(stepId.Split('/')[0], ignoreCase: true, out var stage) ? stage : Stage.Preflight;
}
