namespace Cake.Frosting.Release.Configuration;

/// <summary>
/// Resolves merge keys as YAML 1.1 does: a key of the map itself wins over a merged one, and of several merged
/// maps the earlier wins.
/// </summary>
internal static class MergeKeys
{
    /// <summary>The entries with merged ones in the place of <c>&lt;&lt;</c>.</summary>
    internal static IReadOnlyList<MapEntry> Resolve(
        IReadOnlyList<MapEntry> entries,
        string path,
        Problems problems
    )
    {
        if (!entries.Any(entry => entry.IsMerge))
        {
            return entries;
        }
        var taken = entries.Where(entry => !entry.IsMerge).Select(entry => entry.Key).ToHashSet();
        var result = new List<MapEntry>();
        foreach (var entry in entries)
        {
            result.AddRange(
                entry.IsMerge ? Merged(entry, path, problems).Where(merged => taken.Add(merged.Key)) : [entry]
            );
        }
        return result;
    }

    private static IEnumerable<MapEntry> Merged(MapEntry merge, string path, Problems problems)
    {
        switch (merge.Value)
        {
            case MapNode map:
                return map.Entries;
            case ListNode list when list.Items.All(item => item is MapNode):
                return list.Items.Cast<MapNode>().SelectMany(map => map.Entries);
            default:
                problems.Add(
                    merge.Position,
                    path,
                    "'<<' merges a map or a list of maps, usually an alias: <<: *name"
                );
                return [];
        }
    }
}
