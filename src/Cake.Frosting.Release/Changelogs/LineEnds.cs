using System.Text;

namespace Cake.Frosting.Release.Changelogs;

/// <summary>Which line ends a file has where.</summary>
internal static class LineEnds
{
    /// <summary>The length of the line end that some lines end with; 0 where the last one has none.</summary>
    public static int Length(ReadOnlySpan<byte> lines) =>
        lines.EndsWith("\r\n"u8) ? 2
        : lines.EndsWith("\n"u8) || lines.EndsWith("\r"u8) ? 1
        : 0;

    /// <summary>The line end of the line before a position; a line feed for the first line.</summary>
    public static string Before(ReadOnlySpan<byte> bytes, int position)
    {
        var before = bytes[..position];
        var length = Length(before);
        return length == 0 ? "\n" : Encoding.UTF8.GetString(before[^length..]);
    }

    /// <summary>The last line end of a file; a line feed where it has none.</summary>
    public static string Last(ReadOnlySpan<byte> bytes)
    {
        var last = bytes.LastIndexOfAny((byte)'\n', (byte)'\r');
        return last < 0 ? "\n" : Before(bytes, last + 1);
    }
}
