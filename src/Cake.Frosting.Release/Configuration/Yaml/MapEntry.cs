namespace Cake.Frosting.Release.Configuration;

/// <summary>One entry of a map.</summary>
/// <param name="Key">The key.</param>
/// <param name="Position">Where the key stands.</param>
/// <param name="Value">The value.</param>
internal sealed record MapEntry(string Key, Position Position, Node Value)
{
    /// <summary>Whether it is a merge key.</summary>
    internal bool IsMerge { get; init; }
}
