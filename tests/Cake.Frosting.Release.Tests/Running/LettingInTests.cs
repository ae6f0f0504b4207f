using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Steps;
using static Cake.Frosting.Release.Tests.Running.Bench;

namespace Cake.Frosting.Release.Tests.Running;

/// <summary>The point of no return: from when on what users wrote may not be taken from them.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class LettingInTests : IDisposable
{
    private readonly Bench bench = new();

    public void Dispose() => bench.Dispose();

    [Test]
    public async Task The_release_is_live_before_the_step_that_lets_users_in_begins()
    {
        DateTimeOffset? wentLive = null;
        var runner = bench.Open(Door(() => wentLive = bench.Record.WentLiveAt));

        await runner.RunStageAsync(Stage.Verify, default);

        wentLive.ShouldNotBeNull();
        runner.HasGoneLive.ShouldBeTrue();
        bench.Record.Find("door")!.StartedAt.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(wentLive.Value);
    }

    [Test]
    public async Task A_check_that_fails_before_it_leaves_the_way_back_free()
    {
        var runner = bench.Open(
            A("check", Stage.Verify, () => throw new IOException("no answer")),
            Door(() => { })
        );

        await Should.ThrowAsync<Exception>(() => runner.RunStageAsync(Stage.Verify, default));

        runner.HasGoneLive.ShouldBeFalse();
        bench.Record.WentLiveAt.ShouldBeNull();
    }

    [Test]
    public async Task A_later_run_knows_that_users_may_be_in_and_journals_it_once()
    {
        await Should.ThrowAsync<Exception>(() =>
            bench.Open(Door(() => throw new IOException("stuck"))).RunStageAsync(Stage.Verify, default)
        );

        var next = bench.Open(Door(() => { }));
        next.HasGoneLive.ShouldBeTrue();
        await next.RunStageAsync(Stage.Verify, default);
        next.GoLive();

        JournalFile.Read(bench.JournalPath).Count(entry => entry.Event == JournalEvent.WentLive).ShouldBe(1);
    }

    private static Step Door(Action open) => A("door", Stage.Verify, open) with { LetsUsersIn = true };
}
