using System.Globalization;
using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Chain;

/// <summary>Says in a line where an earlier run left a release.</summary>
internal static class WhereItStands
{
    /// <summary><c>1.4.0 stopped in Migrate, step 2 of 3, 4 minutes ago (migrate/sql:shop)</c>.</summary>
    /// <param name="record">What the journal says.</param>
    /// <param name="plan">The plan of the release.</param>
    /// <param name="now">The time.</param>
    public static string Of(ReleaseRecord record, ReleasePlan plan, DateTimeOffset now) =>
        $"{record.Release.Version} stopped {Place(record, plan, Ago(now - record.LastAt))}";

    private static string Place(ReleaseRecord record, ReleasePlan plan, string ago)
    {
        if (record.IsRollingBack)
        {
            var undoing = record.Steps.LastOrDefault(step => step.Status == StepStatus.UndoStarted);
            return $"on its way back, {ago}{(undoing is null ? "" : $" ({undoing.Id})")}";
        }

        if (record.Steps.MaxBy(Begun) is not { } last)
        {
            return $"before its first step, {ago}";
        }

        return plan.Find(last.Id) is { Stage: var stage }
            ? $"in {stage}, {Count([.. plan.Of(stage).Select(step => step.Id)], last.Id)}, {ago} ({last.Id})"
            : $"in {last.Id}, {ago}";
    }

    private static DateTimeOffset Begun(StepRecord step) => step.StartedAt ?? DateTimeOffset.MinValue;

    private static string Count(IReadOnlyList<string> steps, string last) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"step {steps.ToList().IndexOf(last) + 1} of {steps.Count}"
        );

    private static string Ago(TimeSpan span) =>
        span switch
        {
            { TotalDays: >= 2 } => Number(span.TotalDays, "days"),
            { TotalHours: >= 2 } => Number(span.TotalHours, "hours"),
            { TotalMinutes: >= 2 } => Number(span.TotalMinutes, "minutes"),
            { TotalSeconds: >= 1.5 } => Number(span.TotalSeconds, "seconds"),
            _ => "a moment ago",
        };

    private static string Number(double count, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(count):0} {unit} ago");
}
