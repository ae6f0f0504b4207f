using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Tests.Journal;

public sealed class ReleaseRecordsTests
{
    private static readonly DateTimeOffset Then = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public void An_unfinished_way_back_is_the_latest_though_newer_releases_have_come_to_nothing() =>
        Version(
                Of("1.6.0", Outcome.OldStillRunning),
                Of("1.5.0", Outcome.RolledBack),
                Of("1.4.0", null) with
                {
                    WentLiveAt = Then,
                    IsRollingBack = true,
                },
                Of("1.3.0", Outcome.Live)
            )
            .ShouldBe("1.4.0");

    [Test]
    public void Where_all_have_ended_it_is_the_newest() =>
        Version(
                Of("1.6.0", Outcome.OldStillRunning),
                Of("1.5.0", Outcome.RolledBack),
                Of("1.4.0", Outcome.Live)
            )
            .ShouldBe("1.6.0");

    [Test]
    public void What_is_before_the_live_one_is_not_even_read()
    {
        IEnumerable<ReleaseRecord> Records()
        {
            yield return Of("1.5.0", Outcome.LiveWithWarnings);
            throw new InvalidOperationException("read too far");
        }

        Records().Latest()!.Release.Version.ShouldBe("1.5.0");
    }

    [Test]
    public void Where_nothing_was_released_there_is_none() =>
        Array.Empty<ReleaseRecord>().Latest().ShouldBeNull();

    private static string? Version(params ReleaseRecord[] records) => records.Latest()?.Release.Version;

    private static ReleaseRecord Of(string version, Outcome? outcome) =>
        new(new ReleaseIdentity($"20261121T120000Z-{version}", "shop", version, "1.0.0"), Then)
        {
            Outcome = outcome,
        };
}
