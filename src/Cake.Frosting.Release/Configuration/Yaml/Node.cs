namespace Cake.Frosting.Release.Configuration;

/// <summary>A value of a YAML document, aliases and merge keys resolved.</summary>
/// <param name="position">Where it begins.</param>
/// <param name="size">How many nodes it stands for, aliases expanded.</param>
internal abstract class Node(Position position, long size)
{
    /// <summary>Where it begins.</summary>
    internal Position Position { get; } = position;

    /// <summary>How many nodes it stands for, aliases expanded.</summary>
    internal long Size { get; } = size;
}
