using Cake.Frosting.Release.Running;
using Cake.Frosting.Release.Steps;
using static Cake.Frosting.Release.Tests.Running.Bench;

namespace Cake.Frosting.Release.Tests.Running;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ResumeTests : IDisposable
{
    private readonly Bench bench = new();
    private readonly List<string> log = [];

    public void Dispose() => bench.Dispose();

    [Test]
    public async Task What_was_done_is_kept_what_was_not_runs_and_what_checks_runs_again()
    {
        var broken = true;
        Step[] steps =
        [
            Logged("check", Stage.Stop) with
            {
                RunsAgain = true,
            },
            Logged("done", Stage.Stop),
            A(
                "broken",
                Stage.Stop,
                () =>
                {
                    log.Add("broken");
                    if (broken)
                    {
                        throw new InvalidDataException("no");
                    }
                }
            ),
            Logged("rest", Stage.Stop),
        ];
        await Should.ThrowAsync<StepFailedException>(() =>
            bench.Open(steps).RunStageAsync(Stage.Stop, default)
        );
        log.Clear();
        broken = false;

        await bench.Open(steps).RunStageAsync(Stage.Stop, default);

        log.ShouldBe(["check", "broken", "rest"]);
    }

    [Test]
    public async Task What_may_have_gone_down_by_itself_is_brought_up_on_the_way_back_of_a_release_that_is_taken_up()
    {
        Step[] steps =
        [
            Logged("dump", Stage.Backup) with
            {
                Undo = Back(() => log.Add("dump back")),
            },
            Logged("stop", Stage.Stop) with
            {
                Undo = Back(() => log.Add("start the old one")) with { EvenIfNotBegun = true },
            },
        ];
        await bench.Open(steps).RunStageAsync(Stage.Backup, default);
        log.Clear();

        await bench.Open(steps).UndoAsync("the machine was rebooted", false, default);
        await bench.Open(steps).UndoAsync("and again on the way back", false, default);

        log.ShouldBe(["start the old one", "dump back", "start the old one"]);
    }

    [Test]
    public async Task A_release_that_fails_before_the_service_was_touched_leaves_it_alone()
    {
        Step[] steps =
        [
            Logged("dump", Stage.Backup) with
            {
                Undo = Back(() => log.Add("dump back")),
            },
            Logged("stop", Stage.Stop) with
            {
                TakesServiceDown = true,
                Undo = Back(() => log.Add("start the old one")) with { EvenIfNotBegun = true },
            },
        ];
        var runner = bench.Open(steps);
        await runner.RunStageAsync(Stage.Backup, default);
        log.Clear();

        await runner.UndoAsync("no", false, default);

        log.ShouldBe(["dump back"]);
    }

    [Test]
    public async Task A_step_that_warned_is_kept_and_its_warning_counts()
    {
        Step[] steps =
        [
            A("a", Stage.Announce, (_, _) => throw new InvalidDataException("no")) with
            {
                WarnOnly = true,
            },
        ];
        await bench.Open(steps).RunStageAsync(Stage.Announce, default);

        var second = bench.Open(A("a", Stage.Announce, () => log.Add("a")));
        await second.RunStageAsync(Stage.Announce, default);

        log.ShouldBeEmpty();
        second.HasWarnings.ShouldBeTrue();
    }

    [Test]
    public async Task Whether_users_were_cut_off_is_known_to_the_next_run()
    {
        var step = Logged("a", Stage.Stop) with { TakesServiceDown = true };
        var first = bench.Open(step);
        first.ServiceWasTouched.ShouldBeFalse();
        await first.RunStageAsync(Stage.Stop, default);

        first.ServiceWasTouched.ShouldBeTrue();
        bench.Open(step).ServiceWasTouched.ShouldBeTrue();
    }

    [Test]
    public async Task Steps_are_taken_back_the_last_first_and_only_those_that_began()
    {
        Step[] steps =
        [
            Logged("a", Stage.Backup),
            Logged("skipped", Stage.Backup) with
            {
                Probe = (_, _) => Task.FromResult(Probe.Done("there")),
            },
            Logged("b", Stage.Stop),
            Logged("no-undo", Stage.Stop) with
            {
                Undo = null,
            },
            A("broken", Stage.Stop, () => throw new InvalidDataException("no")) with
            {
                Undo = Back(() => log.Add("undo broken")),
            },
            Logged("never", Stage.Stop),
        ];
        var runner = bench.Open(steps);
        await runner.RunStageAsync(Stage.Backup, default);
        await Should.ThrowAsync<StepFailedException>(() => runner.RunStageAsync(Stage.Stop, default));
        log.Clear();

        await runner.UndoAsync("no", acceptDataLoss: false, default);

        log.ShouldBe(["undo broken", "undo b", "undo a"]);
        bench.Record.Find("skipped")!.Status.ShouldBe(StepStatus.Skipped);
    }

    [Test]
    public async Task An_undo_that_fails_before_Stop_is_a_warning_and_the_way_back_goes_on()
    {
        var runner = bench.Open(
            Logged("a", Stage.Tag),
            Logged("b", Stage.Backup) with
            {
                Undo = Back(() => throw new InvalidDataException("busy")),
            }
        );
        await runner.RunStageAsync(Stage.Tag, default);
        await runner.RunStageAsync(Stage.Backup, default);

        await runner.UndoAsync("no", false, default);

        log[^1].ShouldBe("undo a");
        bench.Record.Find("b")!.Status.ShouldBe(StepStatus.UndoFailed);
        bench.Record.Warnings.ShouldBe(["b: could not be taken back: busy"]);
    }

    [Test]
    public async Task An_undo_that_fails_after_Stop_ends_the_way_back_and_a_later_run_goes_on_with_it()
    {
        var isBusy = true;
        Step[] steps =
        [
            Logged("a", Stage.Stop),
            Logged("b", Stage.Migrate) with
            {
                Undo = Back(() =>
                {
                    log.Add("undo b");
                    if (isBusy)
                    {
                        throw new InvalidDataException("busy");
                    }
                }),
            },
            Logged("c", Stage.Start),
        ];
        var first = bench.Open(steps);
        foreach (var stage in (Stage[])[Stage.Stop, Stage.Migrate, Stage.Start])
        {
            await first.RunStageAsync(stage, default);
        }

        log.Clear();
        var failure = await Should.ThrowAsync<StepFailedException>(() =>
            first.UndoAsync("no", false, default)
        );
        failure.Step.Id.ShouldBe("b");
        log.ShouldBe(["undo c", "undo b"]);
        log.Clear();
        isBusy = false;

        await bench.Open(steps).UndoAsync("no", false, default);

        log.ShouldBe(["undo b", "undo a"], "what was taken back is not taken back again");
    }

    [Test]
    public async Task An_interrupted_way_back_is_gone_on_with_where_it_stood()
    {
        using var stop = new CancellationTokenSource();
        Step[] steps =
        [
            Logged("a", Stage.Stop),
            Logged("b", Stage.Stop) with
            {
                Undo = Back(() =>
                {
                    log.Add("undo b");
                    stop.Cancel();
                    stop.Token.ThrowIfCancellationRequested();
                }),
            },
            Logged("c", Stage.Stop),
        ];
        var first = bench.Open(steps);
        await first.RunStageAsync(Stage.Stop, default);
        log.Clear();
        await Should.ThrowAsync<OperationCanceledException>(() => first.UndoAsync("no", false, stop.Token));
        bench.Record.Find("b")!.Status.ShouldBe(StepStatus.UndoStarted);
        bench.Record.IsRollingBack.ShouldBeTrue();
        steps[1] = Logged("b", Stage.Stop);

        await bench.Open(steps).UndoAsync("no", false, default);

        log.ShouldBe(["undo c", "undo b", "undo b", "undo a"]);
        bench.Record.Steps.ShouldAllBe(step => step.Status == StepStatus.Undone);
    }

    [Test]
    public async Task A_step_that_was_taken_back_and_began_again_is_taken_back_again()
    {
        Step[] steps = [Logged("a", Stage.Stop)];
        var first = bench.Open(steps);
        await first.RunStageAsync(Stage.Stop, default);
        await first.UndoAsync("no", false, default);
        var second = bench.Open(steps);
        await second.RunStageAsync(Stage.Stop, default);
        log.Clear();

        await second.UndoAsync("no", false, default);

        log.ShouldBe(["undo a"]);
    }

    [Test]
    public async Task A_step_that_the_configuration_lost_is_missed_before_anything_is_taken_back()
    {
        await bench.Open(Logged("a", Stage.Stop), Logged("b", Stage.Stop)).RunStageAsync(Stage.Stop, default);
        log.Clear();

        var refusal = await Should.ThrowAsync<Release.Errors.ReleaseRefusedException>(() =>
            bench.Open(Logged("b", Stage.Stop)).UndoAsync("no", false, default)
        );

        refusal.Problem.ShouldBe(
            "The journal says that the step 'a' has begun, and the configuration no longer has it."
        );
        log.ShouldBeEmpty();
    }

    private Step Logged(string id, Stage stage) =>
        A(id, stage, () => log.Add(id)) with
        {
            Undo = Back(() => log.Add($"undo {id}")),
        };
}
