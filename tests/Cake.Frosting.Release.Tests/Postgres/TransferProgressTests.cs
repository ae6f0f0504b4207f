using Cake.Frosting.Release.Postgres;

namespace Cake.Frosting.Release.Tests.Postgres;

public sealed class TransferProgressTests
{
    [TestCase(25_000_000, 100_000_000, true, "dump: 25.0 MB of 100.0 MB (25 %), about 30 s left")]
    [TestCase(1_000_000, 100_000_000, false, "dump: 1.0 MB of about 100.0 MB (1 %), about 17 min left")]
    [TestCase(120_000_000, 100_000_000, false, "dump: 120.0 MB")]
    [TestCase(5_000_000, 0, false, "dump: 5.0 MB")]
    public void A_line_says_what_is_known(long bytes, long expected, bool isExact, string line) =>
        new TransferProgress(TimeProvider.System, _ => { }, "dump", expected, isExact)
            .Line(bytes, TimeSpan.FromSeconds(10))
            .ShouldBe(line);

    [Test]
    public void Lines_come_now_and_then_however_often_it_is_told()
    {
        var lines = new List<string>();
        var throttled = new Throttled(TimeProvider.System, lines.Add);

        for (var i = 0; i < 1000; i++)
        {
            throttled.Tell($"{i}");
        }

        lines.ShouldBeEmpty();
    }
}
