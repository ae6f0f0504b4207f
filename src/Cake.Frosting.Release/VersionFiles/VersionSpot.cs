namespace Cake.Frosting.Release.VersionFiles;

/// <summary>A place in a file where its version stands.</summary>
/// <param name="Start">The first byte of the version.</param>
/// <param name="Length">How many bytes it has.</param>
/// <param name="What">What the place is called in messages: <c>"version"</c>, <c>&lt;Version&gt;</c>.</param>
internal sealed record VersionSpot(int Start, int Length, string What)
{
    /// <summary>How a version is written there; as it is, unless the format would take it for something else.</summary>
    public Func<string, string> Write { get; init; } = version => version;
}
