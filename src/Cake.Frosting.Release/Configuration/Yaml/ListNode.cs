namespace Cake.Frosting.Release.Configuration;

/// <summary>A list.</summary>
internal sealed class ListNode(Position position, IReadOnlyList<Node> items)
    : Node(position, 1 + items.Sum(item => item.Size))
{
    /// <summary>Its items.</summary>
    internal IReadOnlyList<Node> Items { get; } = items;
}
