namespace Cake.Frosting.Release.Configuration;

/// <summary>A map whose entries keep their order; no key occurs twice.</summary>
internal sealed class MapNode(Position position, IReadOnlyList<MapEntry> entries)
    : Node(position, 1 + entries.Sum(entry => 1 + entry.Value.Size))
{
    /// <summary>Its entries.</summary>
    internal IReadOnlyList<MapEntry> Entries { get; } = entries;

    /// <summary>The entry of a key; <c>null</c> where there is none.</summary>
    internal MapEntry? Find(string key) => Entries.FirstOrDefault(entry => entry.Key == key);
}
