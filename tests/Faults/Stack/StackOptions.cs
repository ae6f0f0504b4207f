namespace Faults.Stack;

/// <summary>How the stack is reached and released; each of them as most people do it.</summary>
internal sealed record StackOptions
{
    /// <summary>What the platform says of its engine, as YAML; <c>null</c> for the engine's socket.</summary>
    public string? Platform { get; init; }

    /// <summary>Where the database is, as YAML, with <c>{address}</c> for its container's; <c>null</c> for its service.</summary>
    public string? Database { get; init; }

    /// <summary>Further variables of the tool's environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>A directory that goes before the others on the tool's PATH.</summary>
    public string? Programs { get; init; }

    /// <summary>Which Compose the stack is brought up with.</summary>
    public IReadOnlyList<string> Compose { get; init; } = ["docker", "compose"];
}
