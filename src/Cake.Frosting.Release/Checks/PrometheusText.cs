using System.Globalization;
using System.Text.RegularExpressions;

namespace Cake.Frosting.Release.Checks;

/// <summary>Finds values in the text that Prometheus reads.</summary>
internal static partial class PrometheusText
{
    /// <summary>Finds the value of a metric.</summary>
    /// <param name="text">The text.</param>
    /// <param name="metric">Its name, and in braces those of its labels that it must have.</param>
    /// <returns>The value, or why there is none, as a clause.</returns>
    public static (double Value, string? Problem) Find(string text, string metric)
    {
        var wanted = Series().Match(metric.Trim() + " 0");
        if (!wanted.Success)
        {
            return (0, $"'{metric}' is no name of a metric");
        }

        var labels = LabelsOf(wanted);
        var found = Series()
            .Matches(text)
            .Where(line => line.Groups["name"].ValueSpan.SequenceEqual(wanted.Groups["name"].ValueSpan))
            .Where(line => LabelsOf(line) is var has && labels.All(has.Contains))
            .Select(line => line.Groups["value"].Value)
            .ToList();
        return found.Count switch
        {
            0 => (0, $"there is no {metric}"),
            1 => double.TryParse(
                found[0].Replace("Inf", "Infinity", StringComparison.Ordinal),
                NumberStyles.Float,
                CultureInfo.InvariantCulture,
                out var value
            ) && !double.IsNaN(value)
                ? (value, null)
                : (0, $"{metric} is {found[0]}"),
            _ => (0, $"there are {found.Count} of {metric}: say by labels which is meant"),
        };
    }

    private static HashSet<string> LabelsOf(Match line) =>
        [
            .. Label()
                .Matches(line.Groups["labels"].Value)
                .Select(label => $"{label.Groups[1]}={label.Groups[2]}"),
        ];

    [GeneratedRegex(
        @"^(?<name>[A-Za-z_:][A-Za-z0-9_:]*)(?:\{(?<labels>(?:[^""}]|""(?:[^""\\]|\\.)*"")*)\})?[ \t]+(?<value>[^ \t\r\n]+)",
        RegexOptions.Multiline
    )]
    private static partial Regex Series();

    [GeneratedRegex(@"([A-Za-z_][A-Za-z0-9_]*)[ \t]*=[ \t]*""((?:[^""\\]|\\.)*)""")]
    private static partial Regex Label();
}
