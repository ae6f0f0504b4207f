namespace Cake.Frosting.Release.Configuration;

/// <summary>Lays a project's file over its recipe's: maps merge deeply, everything else replaces.</summary>
internal static class Layers
{
    /// <summary>The merged node; values keep the position of the file that they come from.</summary>
    internal static Node Merge(Node below, Node above) =>
        (below, above) switch
        {
            (MapNode, ScalarNode { IsEmpty: true }) => below,
            (MapNode lower, MapNode upper) => new MapNode(upper.Position, Entries(lower, upper)),
            _ => above,
        };

    private static List<MapEntry> Entries(MapNode lower, MapNode upper)
    {
        var above = upper.Entries.ToDictionary(entry => entry.Key);
        var result = new List<MapEntry>();
        foreach (var entry in lower.Entries)
        {
            if (!above.Remove(entry.Key, out var over))
            {
                result.Add(entry);
            }
            else if (Merge(entry.Value, over.Value) is var value and not ScalarNode { IsNull: true })
            {
                result.Add(new MapEntry(over.Key, over.Position, value));
            }
        }
        result.AddRange(upper.Entries.Where(entry => above.ContainsKey(entry.Key)));
        return result;
    }
}
