using System.Runtime.InteropServices;
using System.Text;
using Cake.Frosting.Release.Errors;
using Microsoft.Win32.SafeHandles;

namespace Cake.Frosting.Release.Locking;

/// <summary>
/// One release at a time per target: an advisory lock (flock) on a file of the target. The kernel drops it when
/// its holder dies, however it dies, so there is never a stale one to remove; only its holder can release it.
/// </summary>
public sealed partial class FileLock : IDisposable
{
    private const int ReadOnly = 0;
    private const int Attempts = 10;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly FileStream stream;

    private FileLock(FileStream stream) => this.stream = stream;

    /// <summary>Takes the lock, or leaves it to who has it.</summary>
    /// <param name="path">The file; it is made where it is missing, and stays.</param>
    /// <param name="holder">Who takes it.</param>
    /// <returns>The lock; <c>null</c> where somebody else holds it.</returns>
    /// <exception cref="ReleaseRefusedException">The file system has no locks.</exception>
    public static FileLock? TryTake(string path, LockHolder holder)
    {
        ArgumentNullException.ThrowIfNull(holder);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var stream = TryOpen(path);
        for (var attempt = 1; stream is null && attempt < Attempts; attempt++)
        {
            // Somebody may just be looking, which takes a shared lock for an instant.
            Thread.Sleep(Pause);
            stream = TryOpen(path);
        }

        if (stream is null)
        {
            return null;
        }

        using (var second = TryOpen(path))
        {
            if (second is not null)
            {
                // .NET passes over file systems without locks in silence.
                stream.Dispose();
                throw new ReleaseRefusedException(
                    $"{path} cannot be locked: its file system, or a setting of .NET, makes locks without effect.",
                    "Put the release's directory on a local file system."
                );
            }
        }

        var held = new FileLock(stream);
        held.Describe(holder);
        return held;
    }

    /// <summary>Says anew who holds the lock, once more is known.</summary>
    /// <param name="holder">Who holds it.</param>
    public void Describe(LockHolder holder)
    {
        ArgumentNullException.ThrowIfNull(holder);
        stream.SetLength(0);
        stream.Write(Encoding.UTF8.GetBytes(holder.ToJson()));
        stream.Flush();
    }

    /// <summary>Who holds the lock now; <c>null</c> where nobody does. Changes nothing.</summary>
    /// <param name="path">The file.</param>
    public static LockHolder? Find(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            // A shared lock for an instant: it fails while somebody holds the exclusive one.
            using var look = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return null;
        }
        catch (IOException)
        {
            return ReadHolder(path);
        }
    }

    /// <summary>Releases the lock.</summary>
    public void Dispose()
    {
        if (stream.CanWrite)
        {
            stream.SetLength(0);
        }

        stream.Dispose();
    }

    private static FileStream? TryOpen(string path)
    {
        try
        {
            // FileShare.None is flock(LOCK_EX | LOCK_NB) here, and the descriptor is closed in child processes.
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    private static LockHolder? ReadHolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        // Every way in which .NET opens a file asks for a lock on it, and would be refused.
        using var handle = Open(path, ReadOnly);
        if (handle.IsInvalid)
        {
            return null;
        }

        using var reader = new StreamReader(new FileStream(handle, FileAccess.Read));
        return LockHolder.FromJson(reader.ReadToEnd());
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial SafeFileHandle Open(string path, int flags);
}
