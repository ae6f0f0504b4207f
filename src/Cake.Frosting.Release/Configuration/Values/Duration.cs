using System.Globalization;
using System.Text.RegularExpressions;

namespace Cake.Frosting.Release.Configuration;

/// <summary>Durations as release.yml writes them: <c>500ms</c>, <c>30s</c>, <c>1h30m</c>.</summary>
internal static partial class Duration
{
    internal const string Pattern = @"^([0-9]{1,9}(\.[0-9]{1,3})?(ms|s|m|h|d))+$";

    /// <summary>Reads a duration; <c>null</c> where the text is not one, or is longer than ten years.</summary>
    internal static TimeSpan? TryParse(string text)
    {
        if (text.Length > 100 || Whole().Match(text) is not { Success: true } match)
        {
            return null;
        }
        var milliseconds = match.Groups["part"].Captures.Sum(part => Milliseconds(part.Value));
        return milliseconds <= TimeSpan.FromDays(3653).TotalMilliseconds
            ? TimeSpan.FromTicks((long)(milliseconds * TimeSpan.TicksPerMillisecond))
            : null;
    }

    /// <summary>The shortest way to write a duration.</summary>
    internal static string Format(TimeSpan value)
    {
        (long Count, string Unit)[] parts =
        [
            ((long)value.TotalHours, "h"),
            (value.Minutes, "m"),
            (value.Seconds, "s"),
            (value.Milliseconds, "ms"),
        ];
        var text = string.Concat(
            parts
                .Where(part => part.Count > 0)
                .Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Count}{part.Unit}"))
        );
        return text.Length > 0 ? text : "0s";
    }

    private static double Milliseconds(string part)
    {
        var unit = part.TrimStart([.. "0123456789."]);
        return double.Parse(part[..^unit.Length], CultureInfo.InvariantCulture)
            * unit switch
            {
                "ms" => 1,
                "s" => 1_000,
                "m" => 60_000,
                "h" => 3_600_000,
                _ => 86_400_000,
            };
    }

    [GeneratedRegex(@"^(?<part>[0-9]{1,9}(\.[0-9]{1,3})?(ms|s|m|h|d))+\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Whole();
}
