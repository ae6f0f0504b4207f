namespace Cake.Frosting.Release.Postgres;

/// <summary>Says what was written to a database between two fingerprints of it.</summary>
internal static class ChangesSinceBackup
{
    public static IReadOnlyList<string> Find(Fingerprint before, Fingerprint now) =>
        [
            .. Tables(before, now),
            .. Sequences(before.Sequences, now.Sequences),
            .. before.LargeObjects != now.LargeObjects || before.LargeObjectHash != now.LargeObjectHash
                ? [$"large objects: {before.LargeObjects} → {now.LargeObjects}"]
                : Array.Empty<string>(),
            .. before.CatalogHash != now.CatalogHash ? ["the schema was touched"] : Array.Empty<string>(),
        ];

    private static IEnumerable<string> Tables(Fingerprint before, Fingerprint now)
    {
        var earlier = before.Tables.ToDictionary(table => (table.Schema, table.Name));
        foreach (var table in now.Tables)
        {
            if (!earlier.Remove((table.Schema, table.Name), out var then))
            {
                yield return $"{table.Label}: new, {table.Rows} rows";
            }
            else if (then.Rows != table.Rows)
            {
                yield return $"{table.Label}: {table.Rows - then.Rows:+0;-0} rows";
            }
            else if (then.Hash != table.Hash || then.Method != table.Method)
            {
                yield return $"{table.Label}: rows changed";
            }
        }

        foreach (var table in earlier.Values)
        {
            yield return $"{table.Label}: dropped, {table.Rows} rows";
        }
    }

    /// <summary>A sequence that moved during the dump may stand in the dump anywhere between: that counts as written.</summary>
    public static IEnumerable<string> Sequences(
        IReadOnlyList<SequenceFingerprint> before,
        IReadOnlyList<SequenceFingerprint> now
    )
    {
        var later = now.ToDictionary(sequence => (sequence.Schema, sequence.Name));
        foreach (var sequence in before)
        {
            if (
                !sequence.StoodStill
                || !later.TryGetValue((sequence.Schema, sequence.Name), out var other)
                || !sequence.Admits(other.After, other.CalledAfter)
            )
            {
                yield return $"the sequence {sequence.Label} moved";
            }
        }
    }
}
