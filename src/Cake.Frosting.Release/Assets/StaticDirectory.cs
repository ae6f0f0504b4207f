namespace Cake.Frosting.Release.Assets;

/// <summary>A directory of static files, with the place of its manifest.</summary>
/// <param name="Path">
/// The directory; relative paths start at the current directory. It may itself be a symbolic link
/// (<c>current</c>), links below it are not followed out of it.
/// </param>
/// <param name="ManifestPath">
/// The file that remembers what was made. <see langword="null"/>:
/// <c>.compress-manifest.json</c> in the directory. Give a path outside of it where the directory is
/// rebuilt on each release, or where everything below it is served.
/// </param>
public sealed record StaticDirectory(string Path, string? ManifestPath = null);
