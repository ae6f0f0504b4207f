using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Cake.Frosting.Release.Postgres;

/// <summary>Files of a backup: on disk for sure before they get their name, and known by their digest.</summary>
internal static partial class DumpFiles
{
    /// <summary>Makes an empty directory for its owner alone: what the database holds will be in it.</summary>
    public static void CreatePrivate(string directory)
    {
        if (Directory.Exists(directory))
        {
            Directory.Delete(directory, recursive: true);
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(directory);
            return;
        }

        Directory.CreateDirectory(
            directory,
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        );
    }

    /// <summary>Removes a backup: its manifest first, as without it there is none, should this be interrupted.</summary>
    public static void Remove(string directory)
    {
        File.Delete(Path.Combine(directory, BackupManifest.FileName));
        Directory.Delete(directory, recursive: true);
    }

    /// <summary>Flushes a directory with all it holds, so that a rename of it is of something whole.</summary>
    public static void SyncAll(string directory)
    {
        foreach (var file in Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            stream.Flush(flushToDisk: true);
        }

        foreach (var inner in Directory.EnumerateDirectories(directory, "*", SearchOption.AllDirectories))
        {
            SyncDirectory(inner);
        }

        SyncDirectory(directory);
    }

    /// <summary>Writes a file so that it is there whole or not at all.</summary>
    public static void WriteWhole(string file, ReadOnlySpan<byte> content)
    {
        var partial = file + ".partial";
        using (var stream = new FileStream(partial, FileMode.Create, FileAccess.Write))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        File.Move(partial, file, overwrite: true);
        SyncDirectory(Path.GetDirectoryName(file)!);
    }

    /// <summary>Renames a directory and makes sure that the new name is on disk.</summary>
    public static void Rename(string from, string to)
    {
        Directory.Move(from, to);
        SyncDirectory(Path.GetDirectoryName(to)!);
    }

    /// <summary>The files under a directory with their sizes and digests, in the order of their names.</summary>
    public static async Task<IReadOnlyList<BackupFile>> DigestAsync(
        string directory,
        CancellationToken cancellationToken
    )
    {
        var files = Directory
            .EnumerateFiles(directory, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(directory, file).Replace('\\', '/'))
            .Where(name => name is not BackupManifest.FileName and not BackupManifest.FileName + ".partial")
            .Order(StringComparer.Ordinal)
            .ToList();
        var digests = new BackupFile[files.Count];
        await Parallel
            .ForEachAsync(
                Enumerable.Range(0, files.Count),
                cancellationToken,
                async (i, cancel) =>
                {
                    await using var stream = File.OpenRead(Path.Combine(directory, files[i]));
                    var hash = await SHA256.HashDataAsync(stream, cancel).ConfigureAwait(false);
                    digests[i] = new BackupFile(files[i], stream.Length, Convert.ToHexStringLower(hash));
                }
            )
            .ConfigureAwait(false);
        return digests;
    }

    /// <summary>The SHA-256 of a file in lower-case hexadecimal.</summary>
    public static async Task<string> DigestFileAsync(string file, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(
            await SHA256.HashDataAsync(stream, cancellationToken).ConfigureAwait(false)
        );
    }

    private static void SyncDirectory(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // .NET opens no directories; without this a power cut can undo a rename.
        var descriptor = Open(directory, 0);
        if (descriptor >= 0)
        {
            _ = Fsync(descriptor);
            _ = Close(descriptor);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
