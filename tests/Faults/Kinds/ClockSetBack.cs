using Faults.Bench;

namespace Faults.Kinds;

/// <summary>The clock is set back, or jumps ahead, between two runs and during one; monotonic time goes on.</summary>
internal sealed class ClockSetBack : IFaultKind
{
    private static readonly string? Library = Directory.Exists("/usr/lib")
        ? Directory
            .EnumerateDirectories("/usr/lib")
            .Select(directory => Path.Combine(directory, "faketime", "libfaketimeMT.so.1"))
            .FirstOrDefault(File.Exists)
        : null;

    public string Name => "clock";

    public IEnumerable<Fault> From(Recording recording, IFaultBench bench)
    {
        foreach (var offset in (string[])["-1d", "-90m", "+2d"])
        {
            yield return Fault($"one-run/{offset}", scene => OneRunAsync(scene, offset));
            yield return Fault($"resumed/{offset}", scene => ResumedAsync(scene, recording, offset));
        }

        foreach (var stage in recording.Stages)
        {
            var steps = recording.Of(stage);
            yield return Fault($"during/{stage}", scene => DuringAsync(scene, steps, "-1d"));
        }
    }

    private Fault Fault(string name, Func<Scene, Task> strike) =>
        new(Name, name, strike)
        {
            NotHere = Library is null
                ? "faketime's library is not on this machine; on Debian: apt-get install faketime"
                : null,
        };

    /// <summary>A whole release under another time than those before and after it.</summary>
    private static async Task OneRunAsync(Scene scene, string offset)
    {
        await scene.RunAsync("Release", Faked(offset));
        scene.Struck();
    }

    /// <summary>A release that is killed, and taken up under another time.</summary>
    private static async Task ResumedAsync(Scene scene, Recording recording, string offset)
    {
        var run = scene.Start("Release");
        await Task.Delay(scene.Somewhere(recording.Length));
        scene.Struck(await run.KillAsync());
        await scene.RunAsync(scene.Random.Next(2) == 0 ? "Release" : "Rollback", Faked(offset));
    }

    private static async Task DuringAsync(Scene scene, IReadOnlyList<RecordedStep> steps, string offset)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "+0");
            var step = steps[scene.Random.Next(steps.Count)];
            var tail = new JournalTail(scene.Bench.JournalDirectory);
            var environment = new Dictionary<string, string>(Faked(null))
            {
                ["FAKETIME_TIMESTAMP_FILE"] = file,
                ["FAKETIME_CACHE_DURATION"] = "1",
            };
            var run = scene.Start("Release", environment);
            var came = await tail.UntilAsync(run, "step-started", step.Id);
            await Task.Delay(scene.Somewhere(step.Elapsed));
            scene.Tell($"{offset} in {step.Id}");
            scene.Struck(came && !run.HasEnded);
            await File.WriteAllTextAsync(file, offset);
            await scene.EndAsync(run);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Dictionary<string, string> Faked(string? offset)
    {
        var environment = new Dictionary<string, string>
        {
            ["LD_PRELOAD"] = Library!,
            ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
            ["DONT_FAKE_MONOTONIC"] = "1",
        };
        if (offset is not null)
        {
            environment["FAKETIME"] = offset;
        }

        return environment;
    }
}
