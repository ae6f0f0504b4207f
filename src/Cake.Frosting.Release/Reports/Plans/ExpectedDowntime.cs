using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Reports;

/// <summary>Expects of a release the downtime that earlier ones had.</summary>
public static class ExpectedDowntime
{
    /// <summary>How long users will be cut off, as a sentence.</summary>
    /// <param name="plan">The plan of the release.</param>
    /// <param name="earlier">What was released before.</param>
    public static string Describe(ReleasePlan plan, IEnumerable<ReleaseRecord> earlier)
    {
        if (plan.CutsUsersOff is null)
        {
            return "No step is expected to cut users off.";
        }

        var known = Known(plan, earlier);
        return known.Length switch
        {
            0 => "Users will be cut off; there is no earlier release to tell from for how long.",
            1 => $"Users will be cut off for about {Readable.Duration(known[0])}, as in the release before.",
            _ =>
                $"Users will be cut off for about {Readable.Duration(Median(known))}, the median of {known.Length} earlier releases.",
        };
    }

    /// <summary>The median of earlier downtimes, in seconds; <c>null</c> where there is none to tell from.</summary>
    /// <param name="plan">The plan of the release.</param>
    /// <param name="earlier">What was released before.</param>
    public static double? Seconds(ReleasePlan plan, IEnumerable<ReleaseRecord> earlier)
    {
        var known = Known(plan, earlier);
        return known.Length == 0 ? null : Median(known);
    }

    /// <summary>Only a release that went live tells how long going live takes.</summary>
    private static double[] Known(ReleasePlan plan, IEnumerable<ReleaseRecord> earlier) =>
        [
            .. earlier
                .Where(record => record.WentLiveAt is not null)
                .Select(record => Downtime.Seconds(record, Downtime.Windows(plan, record)))
                .OfType<double>()
                .Where(seconds => seconds > 0)
                .Order(),
        ];

    private static double Median(double[] sorted) =>
        (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}
