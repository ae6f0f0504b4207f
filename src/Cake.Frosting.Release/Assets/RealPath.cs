namespace Cake.Frosting.Release.Assets;

/// <summary>Where a path leads when all its symbolic links are followed.</summary>
internal static class RealPath
{
    private const int LinksAtMost = 40;

    /// <summary>The path without links; <see langword="null"/> when links run in a circle.</summary>
    public static string? Of(string path)
    {
        var full = Path.GetFullPath(path);
        var current = Path.GetPathRoot(full)!;
        var pending = new Stack<string>();
        Push(pending, full[current.Length..]);
        var links = 0;
        while (pending.TryPop(out var name))
        {
            if (name == "..")
            {
                current = Path.GetDirectoryName(current) ?? current;
                continue;
            }

            var next = Path.Join(current, name);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                current = next;
                continue;
            }

            if (++links > LinksAtMost)
            {
                return null;
            }

            var root = Path.GetPathRoot(target) ?? "";
            current = root.Length > 0 ? root : current;
            Push(pending, target[root.Length..]);
        }

        return current;
    }

    public static bool IsInside(string directory, string path) =>
        path.StartsWith(Path.TrimEndingDirectorySeparator(directory), StringComparison.Ordinal)
        && (
            path.Length == directory.Length
            || Path.EndsInDirectorySeparator(directory)
            || path[directory.Length] == Path.DirectorySeparatorChar
        );

    private static void Push(Stack<string> pending, string relative)
    {
        var names = relative.Split(
            [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar],
            StringSplitOptions.RemoveEmptyEntries
        );
        foreach (var name in names.Where(n => n != ".").Reverse())
        {
            pending.Push(name);
        }
    }
}
