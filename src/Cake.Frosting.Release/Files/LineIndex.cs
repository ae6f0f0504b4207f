namespace Cake.Frosting.Release.Files;

/// <summary>Where the lines of a file begin, lines being what ends in a line feed, as diffs count them.</summary>
internal sealed class LineIndex
{
    private readonly List<int> starts = [0];

    public LineIndex(ReadOnlySpan<byte> bytes)
    {
        for (int position = 0, next; (next = bytes[position..].IndexOf((byte)'\n')) >= 0; )
        {
            position += next + 1;
            starts.Add(position);
        }

        if (starts[^1] != bytes.Length)
        {
            starts.Add(bytes.Length);
        }
    }

    /// <summary>The number of lines.</summary>
    public int Count => starts.Count - 1;

    /// <summary>Where a line begins; for the line after the last, the end of the file.</summary>
    public int StartOf(int line) => starts[line];

    /// <summary>The line that a byte is in; the number of lines for the end of the file behind a last line feed.</summary>
    public int LineAt(int position)
    {
        var found = starts.BinarySearch(position);
        return found >= 0 ? found : ~found - 1;
    }
}
