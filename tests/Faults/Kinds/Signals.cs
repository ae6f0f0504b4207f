using Faults.Bench;

namespace Faults.Kinds;

/// <summary>SIGINT, SIGTERM and SIGHUP at any time of a release, and of the way back from one.</summary>
internal sealed class Signals : IFaultKind
{
    private const int Times = 4;

    private static readonly Dictionary<string, int> Sent = new()
    {
        ["SIGINT"] = ProcessTable.Interrupt,
        ["SIGTERM"] = ProcessTable.Terminate,
        ["SIGHUP"] = ProcessTable.Hangup,
    };

    public string Name => "signal";

    public IEnumerable<Fault> From(Recording recording, IFaultBench bench)
    {
        foreach (var (name, signal) in Sent)
        {
            for (var i = 1; i <= Times; i++)
            {
                yield return new Fault(
                    Name,
                    $"{name}/{i}",
                    scene => SendAsync(scene, "Release", signal, recording.Length)
                );
            }

            if (!bench.CanGoBackFromLive)
            {
                continue;
            }

            yield return new Fault(
                Name,
                $"{name}/on-the-way-back",
                async scene =>
                {
                    await scene.BeLiveAsync();
                    await SendAsync(scene, "Rollback", signal, recording.Length / 2);
                }
            );
        }
    }

    private static async Task SendAsync(Scene scene, string target, int signal, TimeSpan within)
    {
        var run = scene.Start(target);
        await Task.Delay(scene.Somewhere(within));
        var runs = !run.HasEnded;
        run.Send(signal);
        await scene.EndAsync(run);
        scene.Struck(runs);
        if (runs && !run.WasKilled && run.ExitCode > 3 && run.ExitCode != 128 + signal)
        {
            scene.Break($"signal {signal} ended it with exit code {run.ExitCode}");
        }
    }
}
