namespace Cake.Frosting.Release.Reports;

/// <summary>
/// Maps times to the width of the timeline, 0 to 100. A long pause in which nothing ran, as between a kill
/// and the run that resumed, is drawn short, or the steps would be too thin to be seen.
/// </summary>
internal sealed class TimeScale
{
    private static readonly double[] NiceSteps =
    [
        0.1,
        0.2,
        0.5,
        1,
        2,
        5,
        10,
        15,
        30,
        60,
        120,
        300,
        600,
        900,
        1800,
        3600,
        7200,
        14400,
        43200,
    ];

    private readonly DateTimeOffset start;
    private readonly double total;
    private readonly List<(double From, double To)> pauses = [];
    private readonly double drawnPause;

    public TimeScale(DateTimeOffset start, IEnumerable<(DateTimeOffset From, DateTimeOffset To)> spans)
    {
        this.start = start;
        var busy = 0.0;
        var until = 0.0;
        var gaps = new List<(double From, double To)>();
        foreach (var (from, to) in spans.Select(span => (Elapsed(span.From), Elapsed(span.To))).Order())
        {
            if (from > until)
            {
                gaps.Add((until, from));
            }

            busy += Math.Max(0, to - Math.Max(from, until));
            until = Math.Max(until, to);
        }

        drawnPause = busy * 0.05;
        pauses.AddRange(gaps.Where(gap => gap.To - gap.From > Math.Max(busy, 1)));
        total = Math.Max(until - pauses.Sum(pause => pause.To - pause.From - drawnPause), 0.001);
    }

    /// <summary>The pauses that are drawn short: where, how wide, and how long they were in seconds.</summary>
    public IEnumerable<(double At, double Width, double Seconds)> Pauses =>
        pauses.Select(pause => (Percent(pause.From), drawnPause / total * 100, pause.To - pause.From));

    /// <summary>Where the axis is labelled, and the seconds since the begin that belong there.</summary>
    public IEnumerable<(double At, double Seconds)> Ticks
    {
        get
        {
            var step = NiceSteps.FirstOrDefault(nice => total / nice <= 6, Math.Ceiling(total / 6));
            for (var drawn = 0.0; drawn <= total * 0.95; drawn += step)
            {
                yield return (drawn / total * 100, Undrawn(drawn));
            }
        }
    }

    /// <summary>Where a time lies.</summary>
    public double At(DateTimeOffset time) => Percent(Elapsed(time));

    private double Elapsed(DateTimeOffset time) => Math.Max(0, (time - start).TotalSeconds);

    private double Percent(double elapsed)
    {
        var drawn = elapsed;
        foreach (var (from, to) in pauses)
        {
            var inside = Math.Clamp(elapsed, from, to) - from;
            drawn -= inside - (inside / (to - from) * drawnPause);
        }

        return Math.Clamp(drawn / total * 100, 0, 100);
    }

    private double Undrawn(double drawn)
    {
        foreach (var (from, to) in pauses.Where(pause => pause.From <= drawn))
        {
            var inside = Math.Min(drawn - from, drawnPause);
            drawn += inside / drawnPause * (to - from - drawnPause);
        }

        return drawn;
    }
}
