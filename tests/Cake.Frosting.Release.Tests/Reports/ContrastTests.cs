using System.Globalization;
using System.Text.RegularExpressions;
using Cake.Frosting.Release.Reports;

namespace Cake.Frosting.Release.Tests.Reports;

public sealed partial class ContrastTests
{
    [Test]
    public void Every_text_colour_can_be_read_on_every_ground_in_light_and_dark()
    {
        var blocks = Root().Matches(HtmlStyle.Sheet.ToString()).Select(match => match.Value).ToList();
        blocks.Count.ShouldBe(2);
        foreach (var block in blocks)
        {
            var colors = Color()
                .Matches(block)
                .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
            double[] card = Channels(colors["card"]);
            double[][] grounds =
            [
                Channels(colors["paper"]),
                card,
                Channels(colors["tint"]),
                Blend(card, Channels(colors["down"]), Convert.ToInt32(colors["down"][6..], 16) / 255.0),
            ];
            foreach (var text in new[] { "ink", "soft", "good", "bad", "warn", "back" })
            {
                grounds.ShouldAllBe(
                    ground => Contrast(Channels(colors[text]), ground) >= 4.5,
                    $"{text} in {block}"
                );
            }

            foreach (var bar in new[] { "goodbar", "badbar", "backbar" })
            {
                Contrast(Channels(colors[bar]), card).ShouldBeGreaterThan(3, $"{bar} in {block}");
            }
        }
    }

    private static double Contrast(double[] one, double[] other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(double[] channels)
    {
        var linear = channels
            .Select(c => c <= 0.03928 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4))
            .ToArray();
        return (0.2126 * linear[0]) + (0.7152 * linear[1]) + (0.0722 * linear[2]);
    }

    private static double[] Blend(double[] under, double[] over, double alpha) =>
        [.. under.Zip(over, (one, other) => (one * (1 - alpha)) + (other * alpha))];

    private static double[] Channels(string hex) =>
        [
            .. Enumerable
                .Range(0, 3)
                .Select(i => int.Parse(hex.AsSpan(i * 2, 2), NumberStyles.HexNumber) / 255.0),
        ];

    [GeneratedRegex(@":root\{[^}]*\}")]
    private static partial Regex Root();

    [GeneratedRegex("--([a-z]+):#([0-9a-f]+)")]
    private static partial Regex Color();
}
