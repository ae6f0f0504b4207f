using System.Globalization;

namespace Cake.Frosting.Release.Postgres;

/// <summary>How far something is of which the bytes are counted, with an estimate of the time that is left.</summary>
/// <param name="time">The clock.</param>
/// <param name="tell">Is handed a line now and then.</param>
/// <param name="what">What it is: <c>dump of shop</c>.</param>
/// <param name="expected">How many bytes it will be.</param>
/// <param name="isExact">Whether that is known, and not estimated.</param>
internal sealed class TransferProgress(
    TimeProvider time,
    Action<string> tell,
    string what,
    long expected,
    bool isExact
)
{
    private readonly Throttled lines = new(time, tell);
    private readonly long began = time.GetTimestamp();

    public void Report(long bytes) => lines.Tell(() => Line(bytes, time.GetElapsedTime(began)));

    internal string Line(long bytes, TimeSpan elapsed)
    {
        // An estimate that turns out too small says nothing about what is left.
        if (expected <= 0 || bytes > expected)
        {
            return $"{what}: {Megabytes(bytes)}";
        }

        var left = elapsed.TotalSeconds * (expected - bytes) / Math.Max(1, bytes);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {Megabytes(bytes)} of {(isExact ? "" : "about ")}{Megabytes(expected)} ({100.0 * bytes / expected:0} %), about {Duration(left)} left"
        );
    }

    private static string Megabytes(long bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:N1} MB");

    private static string Duration(double seconds) =>
        seconds < 90
            ? string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s")
            : string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0} min");
}
