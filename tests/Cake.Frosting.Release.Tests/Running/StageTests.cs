using Cake.Frosting.Release.Running;
using Cake.Frosting.Release.Steps;
using static Cake.Frosting.Release.Tests.Running.Bench;

namespace Cake.Frosting.Release.Tests.Running;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class StageTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private readonly Bench bench = new();

    public void Dispose() => bench.Dispose();

    [Test]
    public async Task Steps_that_do_not_wait_for_each_other_run_at_the_same_time_also_where_they_block()
    {
        using var meeting = new Barrier(3);
        Step Meet(string id) =>
            A(id, Stage.Backup, () => meeting.SignalAndWait(Deadline).ShouldBeTrue()) with
            {
                After = [],
            };

        await bench.Open(Meet("a"), Meet("b"), Meet("c")).RunStageAsync(Stage.Backup, default);

        bench.Record.Steps.ShouldAllBe(step => step.Status == StepStatus.Done);
    }

    [Test]
    public async Task A_step_begins_when_all_that_it_waits_for_are_done()
    {
        var done = new List<string>();
        void Done(string id)
        {
            lock (done)
            {
                done.Add(id);
            }
        }

        await bench
            .Open(
                A(
                    "slow",
                    Stage.Backup,
                    async (_, stop) =>
                    {
                        await Task.Delay(200, stop);
                        Done("slow");
                    }
                ) with
                {
                    After = [],
                },
                A("quick", Stage.Backup, () => Done("quick")) with
                {
                    After = [],
                },
                A("after-slow", Stage.Backup, () => Done("after-slow")) with
                {
                    After = ["slow"],
                },
                A("last", Stage.Backup, () => Done("last"))
            )
            .RunStageAsync(Stage.Backup, default);

        done.ShouldBe(["quick", "slow", "after-slow", "last"]);
    }

    [Test]
    public async Task Only_the_steps_of_the_stage_run()
    {
        var ran = new List<string>();
        var runner = bench.Open(
            A("a", Stage.Backup, () => ran.Add("a")),
            A("b", Stage.Stop, () => ran.Add("b"))
        );

        await runner.RunStageAsync(Stage.Backup, default);
        await runner.RunStageAsync(Stage.Tag, default);

        ran.ShouldBe(["a"]);
    }

    [Test]
    public async Task A_step_that_fails_stops_the_others_and_is_the_one_that_is_told()
    {
        var ran = new List<string>();
        var runner = bench.Open(
            A("sibling", Stage.Backup, (_, stop) => Task.Delay(Timeout.Infinite, stop)) with
            {
                After = [],
            },
            A("broken", Stage.Backup, (_, _) => throw new InvalidDataException("no hunter2! there")) with
            {
                After = [],
            },
            A("next", Stage.Backup, () => ran.Add("next"))
        );

        var failure = await Should.ThrowAsync<StepFailedException>(() =>
            runner.RunStageAsync(Stage.Backup, default).WaitAsync(Deadline)
        );

        failure.Step.Id.ShouldBe("broken");
        failure.InnerException.ShouldBeOfType<InvalidDataException>();
        ran.ShouldBeEmpty();
        bench.Record.Find("broken")!.Status.ShouldBe(StepStatus.Failed);
        bench.Record.Find("broken")!.Reason.ShouldBe("no *** there");
        bench.Record.Find("sibling")!.Status.ShouldBe(StepStatus.Interrupted);
        bench.Record.Find("next").ShouldBeNull();
    }

    [Test]
    public async Task A_probe_that_finds_nothing_to_do_skips_the_step()
    {
        var ran = new List<string>();
        Step Probed(string id, Probe probe) =>
            A(id, Stage.Tag, () => ran.Add(id)) with
            {
                Probe = (_, _) => Task.FromResult(probe),
            };

        var runner = bench.Open(
            Probed("a", Probe.Done("there already")),
            Probed("b", Probe.NotNeeded("off")),
            Probed("c", Probe.NotDone())
        );
        await runner.RunStageAsync(Stage.Tag, default);

        ran.ShouldBe(["c"]);
        bench.Record.Find("a")!.Reason.ShouldBe("there already");
        bench.Record.Find("b")!.Status.ShouldBe(StepStatus.Skipped);
        bench.Record.Find("a")!.HasBegun.ShouldBeFalse("a step that was skipped has nothing to undo");
    }

    [Test]
    public async Task A_probe_that_throws_fails_the_step_before_it_acts()
    {
        var ran = false;
        var step = A("a", Stage.Tag, () => ran = true) with
        {
            Probe = (_, _) => throw new InvalidDataException("cannot look"),
        };

        await Should.ThrowAsync<StepFailedException>(() =>
            bench.Open(step).RunStageAsync(Stage.Tag, default)
        );

        ran.ShouldBeFalse();
        bench.Record.Find("a")!.Reason.ShouldBe("cannot look");
    }

    [Test]
    public async Task A_step_past_its_deadline_is_stopped_and_has_failed()
    {
        var step = A("a", Stage.Tag, (_, stop) => Task.Delay(Timeout.Infinite, stop)) with
        {
            Deadline = TimeSpan.FromMilliseconds(300),
        };

        var failure = await Should.ThrowAsync<StepFailedException>(() =>
            bench.Open(step).RunStageAsync(Stage.Tag, default).WaitAsync(Deadline)
        );

        failure.Message.ShouldStartWith("Do a: not done within 0.3 s.");
    }

    [Test]
    public async Task A_failure_that_only_warns_lets_the_release_go_on()
    {
        var ran = false;
        var runner = bench.Open(
            A("a", Stage.Announce, (_, _) => throw new InvalidDataException("nobody listens")) with
            {
                WarnOnly = true,
            },
            A("b", Stage.Announce, () => ran = true)
        );

        await runner.RunStageAsync(Stage.Announce, default);

        ran.ShouldBeTrue();
        runner.HasWarnings.ShouldBeTrue();
        bench.Record.Warnings.ShouldBe(["a: nobody listens"]);
        bench.Record.Find("a")!.Status.ShouldBe(StepStatus.Warned);
    }

    [Test]
    public async Task An_interruption_is_no_failure_also_where_a_step_breaks_because_of_it()
    {
        using var stop = new CancellationTokenSource();
        var runner = bench.Open(
            A(
                "a",
                Stage.Migrate,
                async (_, _) =>
                {
                    // At a terminal Ctrl-C goes to pg_dump as well, which may end before we know why.
                    new Thread(stop.Cancel).Start();
                    await Task.Yield();
                    throw new InvalidDataException("ended with exit code 130");
                }
            )
        );

        await Should.ThrowAsync<OperationCanceledException>(() =>
            runner.RunStageAsync(Stage.Migrate, stop.Token)
        );

        bench.Record.Find("a")!.Status.ShouldBe(StepStatus.Interrupted);
    }

    [Test]
    public async Task A_display_that_is_gone_does_not_fail_a_release()
    {
        using var other = new Bench { Observer = new BrokenTerminal() };

        await other
            .Open(
                A(
                    "a",
                    Stage.Stop,
                    (context, _) =>
                    {
                        context.Progress("on");
                        return Task.CompletedTask;
                    }
                )
            )
            .RunStageAsync(Stage.Stop, default);

        other.Record.Find("a")!.Status.ShouldBe(StepStatus.Done);
    }

    private sealed class BrokenTerminal : IReleaseObserver
    {
        public void StepChanged(Step step, StepStatus status, string reason, TimeSpan elapsed) =>
            throw new IOException("the terminal is gone");

        public void Progress(Step step, string text) => throw new ObjectDisposedException("terminal");
    }
}
