namespace Cake.Frosting.Release.Assets;

/// <summary>What was made in one directory, by source path relative to it, with <c>/</c>.</summary>
internal sealed record Manifest(int Version, IReadOnlyDictionary<string, ManifestEntry> Files)
{
    public const int CurrentVersion = 1;

    public static Manifest Empty { get; } =
        new(CurrentVersion, new Dictionary<string, ManifestEntry>(StringComparer.Ordinal));

    /// <summary>A manifest never speaks of files outside of its directory; one that does was tampered with.</summary>
    public bool IsSound =>
        Version == CurrentVersion
        && Files.Keys.All(path =>
            path.Length > 0 && !Path.IsPathRooted(path) && !path.Split('/', '\\').Contains("..")
        );
}
