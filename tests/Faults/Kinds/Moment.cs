using Faults.Bench;

namespace Faults.Kinds;

/// <summary>Does harm at a moment of a release that the seed chooses, while the tool runs on.</summary>
internal static class Moment
{
    /// <summary>In one of some steps, anywhere within the time that it takes.</summary>
    public static async Task InAsync(Scene scene, IReadOnlyList<RecordedStep> steps, Func<Scene, Task> harm)
    {
        var step = steps[scene.Random.Next(steps.Count)];
        var within = scene.Somewhere(step.Elapsed);
        await AtAsync(scene, step.Id, within, harm);
    }

    /// <summary>A while after a step has begun.</summary>
    public static async Task AtAsync(Scene scene, string step, TimeSpan later, Func<Scene, Task> harm)
    {
        var tail = new JournalTail(scene.Bench.JournalDirectory);
        var run = scene.Start("Release");
        var came = await tail.UntilAsync(run, "step-started", step);
        await Task.Delay(later);
        scene.Tell(FormattableString.Invariant($"{later.TotalMilliseconds:0} ms into {step}"));
        scene.Struck(came && !run.HasEnded);
        await harm(scene);
        await scene.EndAsync(run);
    }
}
