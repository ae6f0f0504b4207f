namespace Faults.Invariants;

/// <summary>No container is left that a release made for itself: one-off ones, and those beside a database.</summary>
internal sealed class NoContainerIsLeft : IInvariant
{
    public string Name => "no container is left";

    public Task<IReadOnlyList<string>> FindAsync(Scene scene) =>
        Task.FromResult(scene.Bench.LeftContainers());
}
