namespace Faults.Invariants;

/// <summary>No file or directory is left under a name for what is not finished.</summary>
internal sealed class NoFileIsUnfinished : IInvariant
{
    public string Name => "no file is unfinished";

    public Task<IReadOnlyList<string>> FindAsync(Scene scene) =>
        Task.FromResult<IReadOnlyList<string>>([.. scene.Bench.UnfinishedFiles()]);
}
