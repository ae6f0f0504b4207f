using System.Text;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Journal;

/// <summary>A journal as bytes, wherever they were read from.</summary>
internal static class JournalText
{
    /// <summary>Reads the entries, and how many bytes they take: a torn last line lies beyond.</summary>
    /// <param name="bytes">The whole of the journal.</param>
    /// <param name="path">Its name for errors.</param>
    /// <exception cref="ReleaseRefusedException">A line other than a torn last one cannot be read, or the format is newer.</exception>
    public static (IReadOnlyList<JournalEntry> Entries, long Length) Parse(byte[] bytes, string path)
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
