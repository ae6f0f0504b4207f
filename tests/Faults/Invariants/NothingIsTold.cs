namespace Faults.Invariants;

/// <summary>No output and no journal holds a secret, and the tool never calls itself defective.</summary>
internal sealed class NothingIsTold : IInvariant
{
    public string Name => "nothing is told that must not be";

    public Task<IReadOnlyList<string>> FindAsync(Scene scene)
    {
        var secret = scene.Bench.Secret;
        var problems = new List<string>();
        foreach (var run in scene.Runs)
        {
            if (run.Output.Contains(secret, StringComparison.Ordinal))
            {
                problems.Add($"--target={run.Target} printed the password");
            }

            if (run.Output.Contains("This is a defect", StringComparison.Ordinal))
            {
                problems.Add($"--target={run.Target} says that it has a defect:\n{run.Output}");
            }
        }

        var journal = Directory.EnumerateFiles(scene.Bench.JournalDirectory).Max(StringComparer.Ordinal);
        if (journal is not null && File.ReadAllText(journal).Contains(secret, StringComparison.Ordinal))
        {
            problems.Add($"{journal} holds the password");
        }

        return Task.FromResult<IReadOnlyList<string>>(problems);
    }
}
