using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Reports;

/// <summary>Makes the report of one step.</summary>
internal static class StepReports
{
    public static StepReport Build(
        Step? step,
        StepRecord? known,
        ReleaseRecord record,
        Func<string, string> redact
    )
    {
        var id = step?.Id ?? known!.Id;
        var title = redact(step?.Title ?? id);
        if (known is null)
        {
            return new StepReport(id, title, StepStatus.NotRun);
        }

        var acted = known.BeforeUndo ?? known;
        var seconds =
            acted.Status == StepStatus.Started ? SoFar(acted.StartedAt, record.LastAt) : acted.Elapsed;
        return new StepReport(id, title, known.Status)
        {
            Reason = redact(acted.Reason.Trim()),
            Seconds = Numbers.Round(seconds.TotalSeconds),
            StartedAt = Begin(acted),
            Instructions = [.. acted.Issued.Select(redact)],
            Undo = known.BeforeUndo is null ? null : Undo(step, known, acted, record, redact),
        };
    }

    /// <summary>
    /// When the last run began. The journal keeps the first begin; after a resume the run is reckoned back
    /// from its end, unless the clock was set back meanwhile.
    /// </summary>
    private static DateTimeOffset? Begin(StepRecord acted)
    {
        if (
            acted.StartedAt is not { } first
            || acted.EndedAt is not { } end
            || acted.Status == StepStatus.Skipped
        )
        {
            return acted.StartedAt;
        }

        var last = end - acted.Elapsed;
        return last > first ? last : first;
    }

    private static UndoReport Undo(
        Step? step,
        StepRecord known,
        StepRecord acted,
        ReleaseRecord record,
        Func<string, string> redact
    )
    {
        var end = known.Status == StepStatus.UndoStarted ? record.LastAt : known.EndedAt ?? record.LastAt;
        var seconds = known.Elapsed > TimeSpan.Zero ? known.Elapsed : SoFar(known.UndoStartedAt, end);
        return new UndoReport(redact(step?.Undo?.Title ?? "Take it back"), acted.Status)
        {
            Reason = known.Status == StepStatus.UndoFailed ? redact(known.Reason.Trim()) : "",
            Seconds = Numbers.Round(seconds.TotalSeconds),
            StartedAt = known.UndoStartedAt,
            Instructions = [.. known.Issued.Skip(acted.Issued.Count).Select(redact)],
        };
    }

    private static TimeSpan SoFar(DateTimeOffset? from, DateTimeOffset to) =>
        from is null ? TimeSpan.Zero : to - from.Value;
}
