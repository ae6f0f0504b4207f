namespace Cake.Frosting.Release.Changelogs;

/// <summary>A file that holds one entry until a release takes it into the changelog.</summary>
/// <param name="Name">Its path, relative to the repository's directory, with slashes.</param>
/// <param name="Bytes">What it holds.</param>
public sealed record Fragment(string Name, ReadOnlyMemory<byte> Bytes);
