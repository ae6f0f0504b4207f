using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Cake.Frosting.Release.Files;

/// <summary>Directories whose entries are on disk: flushing a file says nothing about its name.</summary>
internal static partial class DurableDirectory
{
    private const int ReadOnly = 0;

    /// <summary>Makes a directory and those above it, each on disk when this returns.</summary>
    /// <param name="path">The directory.</param>
    public static void Create(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        var parent = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Create(parent);
        Directory.CreateDirectory(path);
        Flush(parent);
    }

    /// <summary>Brings the names in a directory to the disk.</summary>
    /// <param name="path">The directory.</param>
    public static void Flush(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // .NET opens no directories.
        using var handle = Open(path, ReadOnly);
        if (!handle.IsInvalid)
        {
            // Some file systems cannot do it for directories; they do not need it.
            _ = Sync(handle);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Sync(SafeFileHandle handle);
}
