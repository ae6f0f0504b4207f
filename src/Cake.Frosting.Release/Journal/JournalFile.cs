using System.Text;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Files;

namespace Cake.Frosting.Release.Journal;

/// <summary>
/// The journal of one release: a file of JSON lines that is only ever appended to, on disk before
/// <see cref="Append"/> returns. Safe to use from several threads.
/// </summary>
public sealed class JournalFile : IJournal
{
    private readonly FileStream stream;
    private readonly Lock gate = new();

    private long length;

    private JournalFile(FileStream stream, IReadOnlyList<JournalEntry> entries, long length)
    {
        this.stream = stream;
        this.length = length;
        Entries = entries;
    }

    /// <summary>The entries that were in the file when it was opened.</summary>
    public IReadOnlyList<JournalEntry> Entries { get; }

    /// <summary>Opens a journal for appending; creates it where there is none.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ReleaseRefusedException">A line other than a torn last one cannot be read, or the format is newer.</exception>
    public static JournalFile Open(string path)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(path))!;
        DurableDirectory.Create(directory);
        var isNew = !File.Exists(path);
        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            var (entries, length) = JournalText.Parse(ReadAll(stream), path);
            // A torn last line is what a kill in the middle of a write leaves; nothing relied on it yet.
            stream.SetLength(length);
            if (isNew)
            {
                // A file that was flushed is lost all the same where its name never reached the disk.
                DurableDirectory.Flush(directory);
            }

            return new JournalFile(stream, entries, length);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Reads a journal without changing it, also while another process appends to it.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ReleaseRefusedException">A line other than a torn last one cannot be read, or the format is newer.</exception>
    public static IReadOnlyList<JournalEntry> Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return JournalText.Parse(ReadAll(stream), path).Entries;
    }

    /// <inheritdoc/>
    public void Append(JournalEntry entry)
    {
        var line = Encoding.UTF8.GetBytes(JournalLine.Write(entry) + "\n");
        lock (gate)
        {
            // A write that failed half-way, as on a full disk, is written over by the next one.
            RandomAccess.Write(stream.SafeFileHandle, line, length);
            RandomAccess.FlushToDisk(stream.SafeFileHandle);
            length += line.Length;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private static byte[] ReadAll(FileStream stream)
    {
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        return buffer.ToArray();
    }
}
