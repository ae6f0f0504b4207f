using Cake.Frosting.Release.Chain;

namespace Cake.Frosting.Release.Tests.Chain;

public sealed class ReleaseIdTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public void It_is_the_second_and_the_version() =>
        ReleaseId.Next("1.4.0", null, Noon).ShouldBe("20261121T120000Z-1.4.0");

    [Test]
    public void Ids_go_on_rising_after_the_clock_jumped_ahead_and_came_back()
    {
        string[] clock = ["12:00:00", "12:00:07", "14:00:00", "12:00:20", "12:00:30", "12:00:30", "14:00:09"];
        var ids = new List<string>();
        foreach (var time in clock)
        {
            ids.Add(
                ReleaseId.Next(
                    $"1.{10 - ids.Count}.0",
                    ids.LastOrDefault(),
                    Noon.Date + TimeSpan.Parse(time, System.Globalization.CultureInfo.InvariantCulture)
                )
            );
        }

        ids.ShouldBe([.. ids.Order(StringComparer.Ordinal)]);
        ids.Distinct().Count().ShouldBe(clock.Length);
        ids[^1].ShouldStartWith("20261121T140009Z", customMessage: "the clock has caught up");
    }

    [Test]
    public void Two_in_one_second_are_in_order_whatever_their_versions_are()
    {
        var first = ReleaseId.Next("1.9.0", null, Noon.AddMilliseconds(100));
        var second = ReleaseId.Next("1.10.0", first, Noon.AddMilliseconds(900));

        string.CompareOrdinal(second, first).ShouldBePositive();
    }

    [Test]
    public void An_id_of_another_form_is_no_hindrance() =>
        ReleaseId.Next("1.4.0", "by-hand", Noon).ShouldBe("20261121T120000Z-1.4.0");
}
