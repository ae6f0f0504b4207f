using Faults.Bench;

namespace Faults.Invariants;

/// <summary>No process lives that the tool started, except for the service.</summary>
internal sealed class NoProcessIsLeft : IInvariant
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public string Name => "no process is left";

    public async Task<IReadOnlyList<string>> FindAsync(Scene scene)
    {
        var limit = DateTime.UtcNow + Patience;
        while (true)
        {
            var left = scene.Bench.LeftProcesses();
            if (left.Count == 0 || DateTime.UtcNow > limit)
            {
                return [.. left.Select(ProcessTable.Describe)];
            }

            await Task.Delay(50);
        }
    }
}
