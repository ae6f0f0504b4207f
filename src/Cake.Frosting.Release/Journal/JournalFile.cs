using System.Text;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Journal;

/// <summary>
/// The journal of one release: a file of JSON lines that is only ever appended to, on disk before
/// <see cref="Append"/> returns. Safe to use from several threads.
/// </summary>
public sealed class JournalFile : IDisposable
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
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            var (entries, length) = Parse(ReadAll(stream), path);
            // A torn last line is what a kill in the middle of a write leaves; nothing relied on it yet.
            stream.SetLength(length);
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
        return Parse(ReadAll(stream), path).Entries;
    }

    /// <summary>Appends an entry; it is on disk when this returns.</summary>
    /// <param name="entry">The entry.</param>
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

    private static (IReadOnlyList<JournalEntry> Entries, long Length) Parse(byte[] bytes, string path)
    {
        var entries = new List<JournalEntry>();
        var start = 0;
        while (start < bytes.Length)
        {
            var end = Array.IndexOf(bytes, (byte)'\n', start);
            if (end < 0)
            {
                var last = Encoding.UTF8.GetString(bytes, start, bytes.Length - start);
                if (JournalLine.GoesOn(last))
                {
                    throw Corrupt(path, entries.Count + 1, "something follows its end");
                }

                break;
            }

            var line = Encoding.UTF8.GetString(bytes, start, end - start);
            entries.Add(
                JournalLine.TryRead(line, out var problem) ?? throw Corrupt(path, entries.Count + 1, problem)
            );
            if (entries is [var first])
            {
                // What a newer tool wrote below need not look like anything that this one knows.
                ReleaseRecordReader.CheckFormat(first, path);
            }

            start = end + 1;
        }

        return (entries, start);
    }

    private static ReleaseRefusedException Corrupt(string path, int line, string problem) =>
        new(
            $"{path}({line},1): this line of the journal cannot be trusted: {problem}.",
            "Nothing was done. Find out what the release did from the lines before it, put the service right by "
                + "hand, and move the file out of the journal's directory."
        );
}
