using Cake.Frosting.Release.Files;

namespace Cake.Frosting.Release.Reports;

/// <summary>
/// A relative symbolic link to a directory beside it, replaced in one step. Where the file system has no
/// such links, or Windows refuses them, a copy of the directory stands in for it.
/// </summary>
internal static class LatestLink
{
    public static void Set(string link, string target, bool mayLink = true)
    {
        if (!mayLink || OperatingSystem.IsWindows() || !TryLink(link, target))
        {
            Copy(Path.Combine(Path.GetDirectoryName(link)!, target), link);
        }
    }

    private static bool TryLink(string link, string target)
    {
        try
        {
            if (Directory.Exists(link) && !IsLink(link))
            {
                // A copy from before; a link does not take the place of a directory.
                Directory.Delete(link, recursive: true);
            }

            SymbolicLink.Replace(link, target);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static void Copy(string source, string target)
    {
        var temporary = target + ".tmp";
        if (Directory.Exists(temporary))
        {
            // What a killed run left.
            Directory.Delete(temporary, recursive: true);
        }

        Directory.CreateDirectory(temporary);
        foreach (var file in Directory.EnumerateFiles(source))
        {
            File.Copy(file, Path.Combine(temporary, Path.GetFileName(file)));
        }

        if (Directory.Exists(target))
        {
            Directory.Delete(target, recursive: !IsLink(target));
        }

        Directory.Move(temporary, target);
    }

    private static bool IsLink(string path) => new DirectoryInfo(path).LinkTarget is not null;
}
