using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Cake.Frosting.Release.Files;

/// <summary>Symbolic links that are replaced in one instant.</summary>
internal static partial class SymbolicLink
{
    /// <summary>Makes a path a link, in the place of what link there was.</summary>
    /// <param name="link">The path.</param>
    /// <param name="target">What it leads to, relative to its own directory or a full path.</param>
    /// <exception cref="IOException">The file system has no such links, or the path is a directory.</exception>
    public static void Replace(string link, string target)
    {
        // Always of the same name: what a killed run left goes when the link is made again.
        var temporary = link + ".tmp";
        try
        {
            File.Delete(temporary);
            Directory.CreateSymbolicLink(temporary, target);
            if (Rename(temporary, link) != 0)
            {
                throw new IOException(
                    $"{link} cannot be made a link: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}"
                );
            }
        }
        finally
        {
            File.Delete(temporary);
        }
    }

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
