namespace Cake.Frosting.Release.Assets;

/// <summary>A directory of static files that was found to be there.</summary>
internal sealed record Root(string Path, string Real, string ManifestPath)
{
    public string LockPath => ManifestPath + ".lock";

    /// <summary>Checks all directories at once, before anything is done in one of them.</summary>
    public static IReadOnlyList<Root> Of(IReadOnlyList<StaticDirectory> directories)
    {
        var roots = directories.Select(Of).ToList();
        foreach (var (root, index) in roots.Select((root, index) => (root, index)))
        {
            foreach (var other in roots.Where((_, i) => i != index))
            {
                if (RealPath.IsInside(other.Real, root.Real))
                {
                    throw new CompressException(
                        root.Path,
                        $"{root.Path} is given together with {other.Path}, which contains it. Name only the outer one."
                    );
                }

                if (other.ManifestPath == root.ManifestPath)
                {
                    throw new CompressException(
                        root.ManifestPath,
                        $"{root.Path} and {other.Path} share the manifest {root.ManifestPath}. Give each its own."
                    );
                }
            }
        }

        return roots;
    }

    public bool IsOwn(string path) =>
        path == ManifestPath
        || path == LockPath
        || path == ManifestFile.TemporaryOf(ManifestPath)
        || System.IO.Path.GetFileName(path.AsSpan()).StartsWith(ManifestFile.DefaultName);

    private static Root Of(StaticDirectory directory)
    {
        var path = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(directory.Path));
        if (!Directory.Exists(path))
        {
            throw new CompressException(
                path,
                $"There is no directory {path}. Check the path, and that the static files are collected before."
            );
        }

        var manifest = directory.ManifestPath ?? System.IO.Path.Join(path, ManifestFile.DefaultName);
        return new Root(path, RealPath.Of(path) ?? path, System.IO.Path.GetFullPath(manifest));
    }
}
