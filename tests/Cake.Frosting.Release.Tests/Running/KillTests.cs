using Cake.Frosting.Release.Running;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Tests.Running;

/// <summary>
/// A kill can come between any two lines of the journal. The journal is cut after each of its lines, the world is
/// put as it may have been then, and the next run must bring every step's effect to where it belongs.
/// </summary>
public sealed class KillTests
{
    private static readonly Stage[] Stages =
    [
        Stage.Backup,
        Stage.Stop,
        Stage.Pull,
        Stage.Migrate,
        Stage.Start,
    ];

    private static readonly (string Id, Stage Stage)[] Named =
    [
        ("backup/a", Stage.Backup),
        ("backup/b", Stage.Backup),
        ("stop/a", Stage.Stop),
        ("stop/b", Stage.Stop),
        ("pull/a", Stage.Pull),
        ("migrate/a", Stage.Migrate),
        ("start/a", Stage.Start),
        ("start/b", Stage.Start),
    ];

    [Test]
    public async Task After_any_line_the_next_run_goes_on_to_the_end()
    {
        foreach (var killed in await KillsAsync(static runner => ForwardsAsync(runner)))
        {
            using (killed)
            {
                await ForwardsAsync(killed.Open());

                killed.Effects.ShouldBe(Named.ToDictionary(step => step.Id, _ => 1), killed.Where);
                killed.Finished.ShouldAllBe(id => !killed.RanAgain.Contains(id), killed.Where);
            }
        }
    }

    [Test]
    public async Task After_any_line_the_next_run_can_take_everything_back()
    {
        foreach (var killed in await KillsAsync(static runner => ForwardsAsync(runner)))
        {
            using (killed)
            {
                await killed.Open().UndoAsync("why", false, default);

                killed.Effects.ShouldAllBe(effect => effect.Value == 0, killed.Where);
            }
        }
    }

    [Test]
    public async Task After_any_line_of_the_way_back_the_next_run_goes_on_with_it()
    {
        foreach (var killed in await KillsAsync(BothWaysAsync))
        {
            using (killed)
            {
                await killed.Open().UndoAsync("why", false, default);

                killed.Effects.ShouldAllBe(effect => effect.Value == 0, killed.Where);
            }
        }
    }

    private static async Task BothWaysAsync(ReleaseRunner runner)
    {
        await ForwardsAsync(runner);
        await runner.UndoAsync("why", false, default);
    }

    private static async Task ForwardsAsync(ReleaseRunner runner)
    {
        foreach (var stage in Stages)
        {
            await runner.RunStageAsync(stage, default);
        }
    }

    /// <summary>A whole run, then for each line that it wrote two worlds that a kill after it may have left.</summary>
    private static async Task<List<KilledRun>> KillsAsync(Func<ReleaseRunner, Task> run)
    {
        using var whole = new KilledRun(Named, "a run that nobody killed");
        await run(whole.Open());
        var lines = File.ReadAllLines(whole.Journal);
        lines.Length.ShouldBeGreaterThanOrEqualTo(1 + 2 * Named.Length);
        return
        [
            .. Enumerable
                .Range(1, lines.Length)
                .SelectMany(count =>
                    new[] { false, true }.Select(acted => new KilledRun(Named, lines[..count], acted))
                ),
        ];
    }
}
