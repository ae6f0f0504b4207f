namespace Cake.Frosting.Release.Assets;

/// <summary>What was made in one directory, by source path relative to it, with <c>/</c>.</summary>
internal sealed record Manifest(int Version, IReadOnlyDictionary<string, ManifestEntry> Files)
{
    public const int CurrentVersion = 1;

    public static Manifest Empty { get; } =
        new(CurrentVersion, new Dictionary<string, ManifestEntry>(StringComparer.Ordinal));

    /// <summary>
    /// Whether it is one of ours. It never speaks of files outside of its directory; one that does was
    /// tampered with. Missing values inside of collections pass the reader, so they are looked for here.
    /// </summary>
    public bool IsSound =>
        Version == CurrentVersion
        && Files.All(file =>
            IsInside(file.Key)
            && file.Value is { } entry
            && entry.Variants.Values.All(variant => variant is not null)
        );

    private static bool IsInside(string path) =>
        path.Length > 0 && !Path.IsPathRooted(path) && !path.Split('/', '\\').Contains("..");
}
