using Cake.Frosting.Release.Steps;

namespace Faults.Invariants;

/// <summary>The exit code says what the journal says; no run ends with one that means nothing.</summary>
internal sealed class ExitCodesAgree : IInvariant
{
    private static readonly int[] Known = [0, 1, 2, 3, 129, 130, 143];

    public string Name => "exit codes agree";

    public Task<IReadOnlyList<string>> FindAsync(Scene scene)
    {
        var problems = scene
            .Runs.Where(run => !run.WasKilled && !Known.Contains(run.ExitCode))
            .Select(run => $"--target={run.Target} ended with {run.ExitCode}")
            .ToList();
        var last = scene.Runs[^1];
        if (
            scene.Record is { Outcome: { } outcome }
            && !last.WasKilled
            && last.ExitCode < 128
            && last.ExitCode != Expected(last.Target, outcome)
            && !scene.IsExcused(last)
        )
        {
            problems.Add(
                $"--target={last.Target} ended with {last.ExitCode}, and the outcome is {outcome.ToText()}"
            );
        }

        return Task.FromResult<IReadOnlyList<string>>(problems);
    }

    /// <summary>For the target Rollback it is a success when the old version serves.</summary>
    private static int Expected(string target, Outcome outcome) =>
        target == "Rollback" && outcome is Outcome.RolledBack or Outcome.OldStillRunning
            ? 0
            : outcome.ToExitCode();
}
