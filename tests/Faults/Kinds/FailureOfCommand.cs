using Faults.Bench;

namespace Faults.Kinds;

/// <summary>
/// Failure of every command that a release starts: it does nothing and fails, does its work and fails, is killed in
/// the middle, or hangs until its deadline or until the operator has enough.
/// </summary>
internal sealed class FailureOfCommand : IFaultKind
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(60);

    public string Name => "command";

    public IEnumerable<Fault> From(Recording recording, IFaultBench bench)
    {
        var number = 0;
        foreach (var call in recording.Calls)
        {
            number++;
            foreach (var mode in (string[])["refuse", "deny", "kill"])
            {
                yield return new Fault(
                    Name,
                    $"{number:00}-{call.Short}/{mode}",
                    scene => FailAsync(scene, call, mode)
                );
            }

            // The same command hangs alike wherever it is called.
            if (call.Number == 1)
            {
                yield return new Fault(
                    Name,
                    $"{number:00}-{call.Short}/hang",
                    scene => HangAsync(scene, call)
                );
            }
        }
    }

    private static async Task FailAsync(Scene scene, Call call, string mode)
    {
        var longest = call.Program.StartsWith("pg_", StringComparison.Ordinal) ? 0.3 : 0.02;
        scene.Bench.Shims.Choose(call, mode, scene.Random.NextDouble() * longest);
        await scene.RunAsync("Release");
        scene.Struck(scene.Bench.Shims.HasStruck);
        scene.Bench.Shims.Forget();
    }

    private static async Task HangAsync(Scene scene, Call call)
    {
        var shims = scene.Bench.Shims;
        shims.Choose(call, "hang");
        var run = scene.Start("Release");
        while (!run.HasEnded && !shims.HasStruck)
        {
            await Task.Delay(20);
        }

        scene.Struck(shims.HasStruck);
        shims.Forget();
        if (!await run.EndsWithinAsync(Patience))
        {
            scene.Tell("Ctrl-C");
            run.Send(ProcessTable.Interrupt);
            if (!await run.EndsWithinAsync(Grace))
            {
                scene.Break($"Ctrl-C did not end it within {Grace} while {call.Line} hung");
                await run.KillAsync();
            }
        }

        await scene.EndAsync(run);
    }
}
