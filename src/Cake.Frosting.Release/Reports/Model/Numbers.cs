using System.Globalization;

namespace Cake.Frosting.Release.Reports;

/// <summary>Reads the numbers that facts hold; what is no number is nothing.</summary>
internal static class Numbers
{
    public static long? Whole(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A number of seconds that makes sense: finite and not negative.</summary>
    public static double? Seconds(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
        && double.IsFinite(seconds)
        && seconds >= 0
            ? Round(seconds)
            : null;

    /// <summary>To the millisecond; a clock that was set back makes no time negative.</summary>
    public static double Round(double seconds) => Math.Round(Math.Max(0, seconds), 3);
}
