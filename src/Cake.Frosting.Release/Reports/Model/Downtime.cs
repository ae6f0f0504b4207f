using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Reports;

/// <summary>
/// When users were cut off: from the begin of the first step that takes the service down until the release
/// went live and had let them in, or until the last undo from the stage of that step on had ended: what is taken back after that,
/// such as a tag, keeps nobody waiting. A rollback after going live cuts them off a second time.
/// </summary>
internal static class Downtime
{
    public const string Measured = "downtime.seconds";

    public static IReadOnlyList<DowntimeWindow> Windows(ReleasePlan plan, ReleaseRecord record)
    {
        var down = record.Steps.FirstOrDefault(step =>
            step.HasBegun && plan.Find(step.Id) is { TakesServiceDown: true }
        );
        if (down?.StartedAt is not { } from)
        {
            return [];
        }

        var stage = plan.Find(down.Id)!.Stage;
        var undone = record
            .Steps.Where(step => step.UndoStartedAt is not null && plan.Find(step.Id)?.Stage >= stage)
            .ToList();
        if (LiveAt(plan, record) is not { } live)
        {
            return [Window(from, record.Outcome is null ? null : EndOf(plan, record, undone))];
        }

        return undone.Count == 0
            ? [Window(from, live)]
            :
            [
                Window(from, live),
                Window(
                    undone.Min(step => step.UndoStartedAt!.Value),
                    record.Outcome == Outcome.RolledBack ? LastEnd(undone) : null
                ),
            ];
    }

    /// <summary>What a client measured, or else the windows' sum; <c>null</c> where no end is known.</summary>
    public static double? Seconds(ReleaseRecord record, IReadOnlyList<DowntimeWindow> windows)
    {
        if (Standing.IsDown(record))
        {
            // Whatever was measured until then, users are cut off longer.
            return null;
        }

        if (Numbers.Seconds(record.Facts.GetValueOrDefault(Measured)) is { } measured)
        {
            return measured;
        }

        var isKnown =
            windows.Count == 0 ? record.Outcome is not null : windows.All(window => window.To is not null);
        return isKnown ? Numbers.Round(windows.Sum(window => window.Seconds ?? 0)) : null;
    }

    /// <summary>It is live for the journal before the first user can write, and for users when the last door is open.</summary>
    private static DateTimeOffset? LiveAt(ReleasePlan plan, ReleaseRecord record) =>
        record.WentLiveAt is null
            ? null
            : record
                .Steps.Where(step => plan.Find(step.Id) is { LetsUsersIn: true })
                .Select(step => step.EndedAt)
                .Append(record.WentLiveAt)
                .Max();

    private static DateTimeOffset? EndOf(
        ReleasePlan plan,
        ReleaseRecord record,
        IReadOnlyList<StepRecord> undone
    ) =>
        record.Outcome switch
        {
            Outcome.RolledBack => LastEnd(undone) ?? record.LastAt,
            Outcome.Live or Outcome.LiveWithWarnings => LastEnd(
                record.Steps.Where(step => plan.Find(step.Id) is { Stage: Stage.Start })
            ) ?? record.LastAt,
            Outcome.OldStillRunning => record.LastAt,
            _ => null,
        };

    private static DateTimeOffset? LastEnd(IEnumerable<StepRecord> steps) => steps.Max(step => step.EndedAt);

    private static DowntimeWindow Window(DateTimeOffset from, DateTimeOffset? to)
    {
        var end = to < from ? from : to;
        return new DowntimeWindow(
            from,
            end,
            end is null ? null : Numbers.Round((end.Value - from).TotalSeconds)
        );
    }
}
