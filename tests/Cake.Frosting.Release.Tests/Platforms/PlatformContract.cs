using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Platforms;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Tests.Platforms;

/// <summary>What every platform does in a release, with real services. One subclass for each kind.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public abstract class PlatformContract(Func<IPlatformBench> make) : IDisposable
{
    private static readonly Stage[] Stages =
    [
        Stage.Preflight,
        Stage.Backup,
        Stage.Stop,
        Stage.Pull,
        Stage.Start,
    ];
    private readonly IPlatformBench bench = make();
    private readonly Stack<Step> begun = new();

    public void Dispose()
    {
        bench.Dispose();
        GC.SuppressFinalize(this);
    }

    [Test]
    public async Task The_very_first_release_brings_all_services_up_in_the_order_of_their_dependencies()
    {
        (await StateAsync()).Version.ShouldBeNull();

        await ReleaseAsync("1.0.0", null);

        var state = await StateAsync();
        state.Version.ShouldBe("1.0.0");
        state.IsHealthy.ShouldBeTrue();
        state.Services.ShouldAllBe(service => service.Version == "1.0.0");
        bench.TakeStarted().ShouldBe(["db", "web"]);
    }

    [Test]
    public async Task A_release_replaces_the_version_and_stops_dependents_first()
    {
        await ReleaseAsync("1.0.0", null);

        await ReleaseAsync("2.0.0", "1.0.0");

        var state = await StateAsync();
        state.Version.ShouldBe("2.0.0");
        state.Services.ShouldAllBe(service => service.Version == "2.0.0" && service.IsRunning);
        begun
            .Where(step => step.Stage == Stage.Stop)
            .Select(step => step.Id[^3..])
            .Take(2)
            .ShouldBe([":db", "web"]);
    }

    [Test]
    public async Task The_way_back_brings_the_old_version_back()
    {
        await ReleaseAsync("1.0.0", null);
        begun.Clear();
        await ReleaseAsync("2.0.0", "1.0.0");

        await UndoAsync("2.0.0", "1.0.0");

        var state = await StateAsync();
        state.Version.ShouldBe("1.0.0");
        state.IsHealthy.ShouldBeTrue();
        state.Services.ShouldAllBe(service => service.Version == "1.0.0");
    }

    [Test]
    public async Task The_way_back_of_a_first_release_leaves_nothing_running()
    {
        await ReleaseAsync("1.0.0", null);

        await UndoAsync("1.0.0", null);

        var state = await StateAsync();
        state.Version.ShouldBeNull();
        state.Services.ShouldAllBe(service => !service.IsRunning);
    }

    [Test]
    public async Task A_version_that_does_not_become_healthy_is_told_with_the_end_of_its_log_and_can_be_taken_back()
    {
        await ReleaseAsync("1.0.0", null);
        begun.Clear();

        var refusal = await Should.ThrowAsync<ReleaseRefusedException>(() => ReleaseAsync("broken", "1.0.0"));
        await UndoAsync("broken", "1.0.0");

        refusal.Problem.ShouldContain("broken is healthy: not so within");
        refusal.Problem.ShouldContain("The end of its log:");
        refusal.Problem.ShouldContain("cannot bind");
        (await StateAsync()).IsHealthy.ShouldBeTrue();
        (await StateAsync()).Version.ShouldBe("1.0.0");
    }

    [Test]
    public async Task A_version_that_cannot_be_fetched_leaves_the_old_one_serving()
    {
        await ReleaseAsync("1.0.0", null);
        begun.Clear();

        await Should.ThrowAsync<ReleaseException>(() => ReleaseAsync("missing", "1.0.0"));
        await UndoAsync("missing", "1.0.0");

        (await StateAsync()).Version.ShouldBe("1.0.0");
        (await StateAsync()).IsHealthy.ShouldBeTrue();
    }

    [Test]
    public async Task What_a_killed_fetch_left_is_not_taken_for_the_version()
    {
        bench.LeaveHalfFetched("1.0.0");

        await ReleaseAsync("1.0.0", null);

        (await StateAsync()).IsHealthy.ShouldBeTrue();
    }

    [Test]
    public async Task Every_step_and_every_undo_can_be_done_twice()
    {
        await ReleaseAsync("1.0.0", null);
        begun.Clear();
        await ReleaseAsync("2.0.0", "1.0.0", times: 2);
        (await StateAsync()).IsHealthy.ShouldBeTrue();
        (await StateAsync()).Version.ShouldBe("2.0.0");

        await UndoAsync("2.0.0", "1.0.0", times: 2);

        (await StateAsync()).IsHealthy.ShouldBeTrue();
        (await StateAsync()).Version.ShouldBe("1.0.0");
    }

    [Test]
    public async Task After_a_power_cut_the_platform_tells_that_nothing_runs_and_starts_again()
    {
        await ReleaseAsync("1.0.0", null);
        await bench.CutPowerAsync();
        (await StateAsync()).Services.ShouldAllBe(service => !service.IsRunning);
        var release = Identity("1.0.0", null);

        foreach (var step in bench.Open().Steps(release).Where(step => step.Stage == Stage.Start))
        {
            await step.Act(Context(release), default);
        }

        (await StateAsync()).IsHealthy.ShouldBeTrue();
    }

    [Test]
    public async Task A_release_over_a_version_that_does_not_run_is_refused_before_anything_is_changed()
    {
        await ReleaseAsync("1.0.0", null);
        await bench.CutPowerAsync();
        begun.Clear();

        var refusal = await Should.ThrowAsync<ReleaseRefusedException>(() => ReleaseAsync("2.0.0", "1.0.0"));

        refusal.Problem.ShouldBe("db 1.0.0 should run, and does not.");
        begun.ShouldHaveSingleItem().Stage.ShouldBe(Stage.Preflight);
    }

    private static ReleaseIdentity Identity(string version, string? previous) =>
        new($"20261121T104227Z-{version}", "shop", version, previous);

    private StepContext Context(ReleaseIdentity release) => bench.ContextOf(release, new Unheard());

    private Task<PlatformState> StateAsync() =>
        bench.Open().DescribeAsync(Context(Identity("9.9.9", null)), default);

    /// <summary>Each time with a platform of its own, as a run that goes on has.</summary>
    private async Task ReleaseAsync(string version, string? previous, int times = 1)
    {
        var release = Identity(version, previous);
        foreach (var stage in Stages)
        {
            for (var time = 0; time < (stage == Stage.Preflight ? 1 : times); time++)
            {
                foreach (var step in bench.Open().Steps(release).Where(step => step.Stage == stage))
                {
                    var probe = step.Probe is null
                        ? Probe.NotDone()
                        : await step.Probe(Context(release), default);
                    if (probe.State == ProbeState.NotDone)
                    {
                        begun.Push(step);
                        await step.Act(Context(release), default);
                    }
                }
            }
        }
    }

    private async Task UndoAsync(string version, string? previous, int times = 1)
    {
        foreach (var step in begun.DistinctBy(step => step.Id).Where(step => step.Undo is not null))
        {
            for (var time = 0; time < times; time++)
            {
                await step.Undo!.Act(Context(Identity(version, previous)), default);
            }
        }
    }

    private sealed class Unheard : IStepEvents
    {
        public void Issued(Instruction instruction) { }

        public void Progress(string text) { }

        public void Warned(string text) { }
    }
}
