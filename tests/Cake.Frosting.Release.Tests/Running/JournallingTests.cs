using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Running;
using Cake.Frosting.Release.Steps;
using static Cake.Frosting.Release.Tests.Running.Bench;

namespace Cake.Frosting.Release.Tests.Running;

/// <summary>Everything is on disk before it happens, and no secret ever is.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class JournallingTests : IDisposable
{
    private readonly Bench bench = new();

    public void Dispose() => bench.Dispose();

    [Test]
    public async Task An_act_and_an_undo_find_themselves_in_the_journal()
    {
        var seen = new List<StepStatus>();
        var step = A("a", Stage.Stop, () => seen.Add(bench.Record.Find("a")!.Status)) with
        {
            Undo = Back(() => seen.Add(bench.Record.Find("a")!.Status)),
        };
        var runner = bench.Open(step);

        await runner.RunStageAsync(Stage.Stop, default);
        await runner.UndoAsync("why", acceptDataLoss: false, default);

        seen.ShouldBe([StepStatus.Started, StepStatus.UndoStarted]);
        bench.Record.Find("a")!.Status.ShouldBe(StepStatus.Undone);
    }

    [Test]
    public async Task An_instruction_and_a_fact_are_on_disk_before_anything_relies_on_them()
    {
        var step = A(
            "a",
            Stage.Stop,
            (context, _) =>
            {
                context.Issue(Instruction.Manual("Turn it off"));
                bench.Record.Find("a")!.Issued.ShouldBe(["Turn it off"]);
                context.Facts.Record("a", "file", "x");
                bench.Record.Facts["a.file"].ShouldBe("x");
                return Task.CompletedTask;
            }
        );

        await bench.Open(step).RunStageAsync(Stage.Stop, default);
    }

    [Test]
    public async Task A_later_run_knows_the_facts()
    {
        var step = A(
            "a",
            Stage.Stop,
            (context, _) =>
            {
                context.Facts.Record("a", "file", "x");
                return Task.CompletedTask;
            }
        );
        await bench.Open(step).RunStageAsync(Stage.Stop, default);

        bench.Open(step).Facts.Find("a", "file").ShouldBe("x");
    }

    [Test]
    public async Task No_secret_reaches_the_journal()
    {
        var step = A(
            "a",
            Stage.Stop,
            async (context, stop) =>
            {
                context.Issue(Instruction.Manual("Use hunter2!"));
                context.Warn("hunter2! is short");
                await context.RunAsync(
                    new ThisMachine(),
                    new Command("sh", "-c", "echo $KEY").WithEnvironment(
                        "KEY",
                        new Secret("KEY", "hunter2!")
                    ),
                    stop
                );
                throw new InvalidDataException("hunter2! was refused");
            }
        ) with
        {
            Undo = Back(() => throw new InvalidDataException("hunter2! again")),
        };
        var runner = bench.Open(step);

        await Should.ThrowAsync<StepFailedException>(() => runner.RunStageAsync(Stage.Stop, default));
        await Should.ThrowAsync<StepFailedException>(() => runner.UndoAsync("hunter2!", false, default));

        bench.Text.ShouldNotContain("hunter2!");
        bench.Text.ShouldContain("*** was refused");
        bench.Text.ShouldContain("*** again");
        bench.Text.ShouldContain("anna ***");
    }

    [Test]
    public async Task A_fact_that_could_not_be_read_back_as_it_was_is_refused()
    {
        // With stars in its place a later run would undo with another name than this one used.
        var step = A(
            "a",
            Stage.Backup,
            (context, _) =>
            {
                context.Facts.Record("a", "database", "shop_hunter2!_old");
                return Task.CompletedTask;
            }
        );

        var failure = await Should.ThrowAsync<StepFailedException>(() =>
            bench.Open(step).RunStageAsync(Stage.Backup, default)
        );

        failure.Message.ShouldContain("The fact a.database holds the value of a secret");
        bench.Text.ShouldNotContain("hunter2!");
    }
}
