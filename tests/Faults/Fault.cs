namespace Faults;

/// <summary>One thing that goes wrong while a release, or a rollback, runs.</summary>
/// <param name="Kind">Of which kind it is.</param>
/// <param name="Name">What and where, unique within its kind.</param>
/// <param name="Strike">Starts the tool and lets it happen; ends when the tool has ended.</param>
internal sealed record Fault(string Kind, string Name, Func<Scene, Task> Strike)
{
    /// <summary>What <c>--only</c> chooses it by.</summary>
    public string Id => $"{Kind}/{Name}";

    /// <summary>Why it cannot be tried on this machine; <c>null</c> where it can.</summary>
    public string? NotHere { get; init; }
}
