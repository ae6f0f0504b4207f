using System.Collections.Concurrent;

namespace Cake.Frosting.Release.Steps;

/// <summary>
/// What the steps of a release have found out, as text by <c>step-id.name</c>: file names, digests, process
/// ids. It is written to the journal, so never a secret. Safe to use from steps that run at the same time.
/// </summary>
public sealed class Facts
{
    private readonly ConcurrentDictionary<string, string> values = new(StringComparer.Ordinal);

    /// <summary>Creates an empty set of facts.</summary>
    /// <param name="known">Facts from an earlier run of the same release.</param>
    public Facts(IEnumerable<KeyValuePair<string, string>>? known = null)
    {
        foreach (var (key, value) in known ?? [])
        {
            values[key] = value;
        }
    }

    /// <summary>Hears of each fact at once, so that it is on disk before anything relies on it.</summary>
    public Action<string, string>? Recorded { get; init; }

    /// <summary>All facts, by key.</summary>
    public IReadOnlyDictionary<string, string> All => values;

    /// <summary>A fact, or <c>null</c> where the step has not recorded it.</summary>
    /// <param name="stepId">The step that recorded it.</param>
    /// <param name="name">Its name.</param>
    public string? Find(string stepId, string name) => values.GetValueOrDefault($"{stepId}.{name}");

    /// <summary>Records a fact; it is in the journal when this returns.</summary>
    /// <param name="stepId">The step that records it.</param>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    public void Record(string stepId, string name, string value)
    {
        values[$"{stepId}.{name}"] = value;
        Recorded?.Invoke($"{stepId}.{name}", value);
    }
}
