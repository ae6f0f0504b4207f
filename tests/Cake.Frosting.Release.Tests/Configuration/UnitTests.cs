using Cake.Frosting.Release.Configuration;
using static Cake.Frosting.Release.Tests.Configuration.Reading;

namespace Cake.Frosting.Release.Tests.Configuration;

public sealed class UnitTests
{
    [TestCase("500ms", 500)]
    [TestCase("30s", 30_000)]
    [TestCase("1.5s", 1_500)]
    [TestCase("5m", 300_000)]
    [TestCase("1h30m", 5_400_000)]
    [TestCase("2d", 172_800_000)]
    public void Durations_have_units(string written, int milliseconds)
    {
        var span = Read($"project: shop\ndowntimeBudget: {written}\n").DowntimeBudget!.Value;

        span.TotalMilliseconds.ShouldBe(milliseconds);
        Duration.TryParse(Duration.Format(span)).ShouldBe(span);
    }

    [TestCase("256 B", 256, "256 B")]
    [TestCase("10 MB", 10_000_000, "10 MB")]
    [TestCase("4GiB", 4_294_967_296, "4 GiB")]
    [TestCase("1.5 KiB", 1_536, "1536 B")]
    [TestCase("0 B", 0, "0 B")]
    public void Sizes_have_units(string written, long bytes, string shown)
    {
        var size = Read($"project: shop\ncompress: [{{ directory: a, minimumSize: {written} }}]\n")
            .Compress[0]
            .MinimumSize;

        size.Bytes.ShouldBe(bytes);
        size.ToString().ShouldBe(shown);
    }

    [TestCase("10")]
    [TestCase("10 XB")]
    [TestCase("-1 B")]
    [TestCase("99999999999999999999999999999999999999 GB")]
    public void A_size_that_is_none_is_refused(string written)
    {
        Problems($"project: shop\ncompress: [{{ directory: a, minimumSize: {written} }}]\n")
            .ShouldBe(
                $"release.yml(2,41): compress[0]/minimumSize: '{written}' must be a size, such as 256 B, 10 MB or 4 GiB"
            );
    }
}
