using System.Globalization;

namespace Cake.Frosting.Release.Checks;

/// <summary>How fast something comes nearer, and how long it may still take, from what the last looks saw.</summary>
internal sealed class Pace
{
    /// <summary>Older looks say little of how fast it is now.</summary>
    private const int Looks = 60;

    private readonly Queue<(long At, double Left)> seen = new();

    /// <summary>Notes how much is left, and says how fast it becomes less; empty at the first look.</summary>
    public string Of(double left, TimeProvider time)
    {
        var now = time.GetTimestamp();
        var words = seen.Count == 0 ? "" : Words(left, time.GetElapsedTime(seen.Peek().At, now));
        seen.Enqueue((now, left));
        if (seen.Count > Looks)
        {
            seen.Dequeue();
        }

        return words;
    }

    private string Words(double left, TimeSpan elapsed)
    {
        var rate = elapsed > TimeSpan.Zero ? (seen.Peek().Left - left) / elapsed.TotalSeconds : 0;
        return rate <= 0
            ? ", and comes no nearer"
            : string.Create(
                CultureInfo.InvariantCulture,
                $", {rate:0.##} a second, about {Readable(TimeSpan.FromSeconds(Math.Min(left / rate, 1e8)))} to go"
            );
    }

    private static string Readable(TimeSpan span) =>
        span switch
        {
            { TotalSeconds: < 100 } => string.Create(
                CultureInfo.InvariantCulture,
                $"{span.TotalSeconds:0} s"
            ),
            { TotalMinutes: < 100 } => string.Create(
                CultureInfo.InvariantCulture,
                $"{span.TotalMinutes:0} min"
            ),
            _ => string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0.#} h"),
        };
}
