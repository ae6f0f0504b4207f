using System.Runtime.InteropServices;

namespace Cake.Frosting.Release.Reports;

/// <summary>
/// A relative symbolic link to a directory beside it, replaced in one step. Where the file system has no
/// such links, or Windows refuses them, a copy of the directory stands in for it.
/// </summary>
internal static partial class LatestLink
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
        var temporary = $"{link}.{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateSymbolicLink(temporary, target);
            if (Directory.Exists(link) && !IsLink(link))
            {
                // A copy from before; rename(2) does not put a link in the place of a directory.
                Directory.Delete(link, recursive: true);
            }

            return Rename(temporary, link) == 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static void Copy(string source, string target)
    {
        var temporary = $"{target}.{Guid.NewGuid():N}.tmp";
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

    // File.Move follows a link to a directory, and Directory.Move replaces nothing.
    [LibraryImport(
        "libc",
        EntryPoint = "rename",
        StringMarshalling = StringMarshalling.Utf8,
        SetLastError = true
    )]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Rename(string from, string to);
}
