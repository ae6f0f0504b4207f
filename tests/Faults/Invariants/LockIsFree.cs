using Cake.Frosting.Release.Locking;

namespace Faults.Invariants;

/// <summary>Nobody holds the lock.</summary>
internal sealed class LockIsFree : IInvariant
{
    public string Name => "the lock is free";

    public Task<IReadOnlyList<string>> FindAsync(Scene scene) =>
        Task.FromResult<IReadOnlyList<string>>(
            FileLock.Find(scene.Bench.LockFile) is { } holder ? [$"{holder} holds it"] : []
        );
}
