namespace Cake.Frosting.Release.Postgres;

/// <summary>Says in what a restored database differs from the snapshot that it was dumped from.</summary>
internal static class FingerprintDifferences
{
    public static IReadOnlyList<string> Find(Fingerprint snapshot, Fingerprint restored)
    {
        if (
            snapshot.Rows > 0
            && restored.Tables.Count == snapshot.Tables.Count
            && restored.Tables.All(table => table.Rows == 0)
        )
        {
            return
            [
                $"all {snapshot.Tables.Count} tables are there and none has a row, of {snapshot.Rows} in the database: the dump holds the schema only",
            ];
        }

        return
        [
            .. Tables(snapshot, restored),
            .. Sequences(snapshot, restored),
            .. LargeObjects(snapshot, restored),
        ];
    }

    private static IEnumerable<string> Tables(Fingerprint snapshot, Fingerprint restored)
    {
        var found = restored.Tables.ToDictionary(table => (table.Schema, table.Name));
        foreach (var table in snapshot.Tables)
        {
            if (!found.Remove((table.Schema, table.Name), out var other))
            {
                yield return $"the table {table.Label} is missing ({table.Rows} rows in the database)";
            }
            else if (table.Excluded)
            {
                if (other.Rows > 0)
                {
                    yield return $"the table {table.Label} has {other.Rows} rows, though its rows are excluded";
                }
            }
            else if (table.Rows != other.Rows)
            {
                yield return $"the table {table.Label} has {other.Rows} rows instead of {table.Rows}";
            }
            else if (table.Hash != other.Hash || table.Method != other.Method)
            {
                yield return $"the table {table.Label} has its {table.Rows} rows, but not the same content";
            }
        }

        foreach (var extra in found.Values)
        {
            yield return $"the table {extra.Label} is in the dump and not in the database";
        }
    }

    private static IEnumerable<string> Sequences(Fingerprint snapshot, Fingerprint restored)
    {
        var found = restored.Sequences.ToDictionary(sequence => (sequence.Schema, sequence.Name));
        foreach (var sequence in snapshot.Sequences)
        {
            if (!found.TryGetValue((sequence.Schema, sequence.Name), out var other))
            {
                yield return $"the sequence {sequence.Label} is missing";
            }
            else if (!sequence.Admits(other.After, other.CalledAfter))
            {
                yield return sequence.StoodStill
                    ? $"the sequence {sequence.Label} stands at {other.After} instead of {sequence.After}"
                    : $"the sequence {sequence.Label} stands at {other.After}, not between {sequence.Before} and {sequence.After}";
            }
        }
    }

    private static IEnumerable<string> LargeObjects(Fingerprint snapshot, Fingerprint restored)
    {
        if (snapshot.LargeObjects != restored.LargeObjects)
        {
            yield return $"there are {restored.LargeObjects} large objects instead of {snapshot.LargeObjects}";
        }
        else if (snapshot.LargeObjectHash != restored.LargeObjectHash)
        {
            yield return $"the {snapshot.LargeObjects} large objects have not the same content";
        }
    }
}
