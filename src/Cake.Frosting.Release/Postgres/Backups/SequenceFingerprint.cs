namespace Cake.Frosting.Release.Postgres;

/// <summary>
/// Where a sequence stood. Sequences do not obey snapshots: under a running service its state in the dump lies
/// between the one read before and the one read after it.
/// </summary>
/// <param name="Schema">Its schema.</param>
/// <param name="Name">Its name.</param>
/// <param name="Before">Its last value before the dump.</param>
/// <param name="CalledBefore">Whether that value had been handed out.</param>
/// <param name="After">Its last value after the dump.</param>
/// <param name="CalledAfter">Whether that value had been handed out.</param>
/// <param name="Cycles">Whether it starts again at its end.</param>
public sealed record SequenceFingerprint(
    string Schema,
    string Name,
    long Before,
    bool CalledBefore,
    long After,
    bool CalledAfter,
    bool Cycles
)
{
    /// <summary>The name as errors print it.</summary>
    internal string Label => $"{Schema}.{Name}";

    /// <summary>Whether it stood still between the two readings.</summary>
    internal bool StoodStill => Before == After && CalledBefore == CalledAfter;

    /// <summary>Whether a state read later can be the one in the dump.</summary>
    internal bool Admits(long value, bool called) =>
        StoodStill
            ? value == Before && called == CalledBefore
            : Cycles || (value >= Math.Min(Before, After) && value <= Math.Max(Before, After));
}
