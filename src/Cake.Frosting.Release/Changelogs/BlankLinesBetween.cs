namespace Cake.Frosting.Release.Changelogs;

/// <summary>How many blank lines a file has between two of its sections.</summary>
internal static class BlankLinesBetween
{
    /// <summary>One, or two where the first two sections have two between them.</summary>
    public static int Sections(ReadOnlySpan<byte> bytes, IReadOnlyList<ChangelogSection> sections)
    {
        if (sections.Count < 2)
        {
            return 1;
        }

        var before = bytes[..sections[1].Heading.Start];
        var blank = before[(before.LastIndexOfAnyExcept(" \t\r\n"u8) + 1)..];
        var lines = blank.Count((byte)'\n');
        return Math.Clamp((lines == 0 ? blank.Count((byte)'\r') : lines) - 1, 1, 2);
    }
}
