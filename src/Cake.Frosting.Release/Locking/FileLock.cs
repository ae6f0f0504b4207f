using System.Text;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Locking;

/// <summary>
/// One release at a time per target: an advisory lock (flock) on a file of the target. The kernel drops it when
/// its holder dies, however it dies, so there is never a stale one to remove; only its holder can release it.
/// </summary>
public sealed class FileLock : IDisposable
{
    private readonly FileStream stream;

    private FileLock(FileStream stream) => this.stream = stream;

    /// <summary>Takes the lock.</summary>
    /// <param name="path">The file; it is made where it is missing, and stays.</param>
    /// <param name="holder">Who takes it.</param>
    /// <exception cref="ReleaseRefusedException">Somebody else holds it; the message names who.</exception>
    public static FileLock Take(string path, LockHolder holder)
    {
        ArgumentNullException.ThrowIfNull(holder);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        FileStream stream;
        try
        {
            // FileShare.None is flock(LOCK_EX | LOCK_NB) here, and the descriptor is closed in child processes.
            stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new ReleaseRefusedException(
                $"This target is locked by {ReadHolder(path)?.ToString() ?? "another release"}.",
                "Wait until it has ended. The lock goes by itself when its holder ends, however it ends."
            );
        }

        stream.SetLength(0);
        stream.Write(Encoding.UTF8.GetBytes(holder.ToJson()));
        stream.Flush();
        return new FileLock(stream);
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

    private static LockHolder? ReadHolder(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return LockHolder.FromJson(reader.ReadToEnd());
    }
}
