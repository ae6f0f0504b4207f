namespace Cake.Frosting.Release.Files;

/// <summary>Bytes that take the place of other bytes; everything else stays.</summary>
/// <param name="Start">Where.</param>
/// <param name="Length">How many bytes go.</param>
/// <param name="Text">What comes.</param>
internal sealed record Splice(int Start, int Length, byte[] Text)
{
    /// <summary>The bytes with all splices made.</summary>
    /// <param name="bytes">The bytes before.</param>
    /// <param name="splices">The splices, in order and not overlapping.</param>
    public static byte[] Apply(ReadOnlySpan<byte> bytes, IReadOnlyList<Splice> splices)
    {
        var result = new byte[bytes.Length + splices.Sum(splice => splice.Text.Length - splice.Length)];
        var (read, written) = (0, 0);
        foreach (var splice in splices)
        {
            bytes[read..splice.Start].CopyTo(result.AsSpan(written));
            written += splice.Start - read;
            splice.Text.CopyTo(result.AsSpan(written));
            written += splice.Text.Length;
            read = splice.Start + splice.Length;
        }

        bytes[read..].CopyTo(result.AsSpan(written));
        return result;
    }

    /// <summary>The splices that lead back.</summary>
    /// <param name="bytes">The bytes before.</param>
    /// <param name="splices">The splices that were made.</param>
    public static IReadOnlyList<Splice> Invert(ReadOnlySpan<byte> bytes, IReadOnlyList<Splice> splices)
    {
        var inverse = new List<Splice>(splices.Count);
        var shift = 0;
        foreach (var splice in splices)
        {
            var gone = bytes.Slice(splice.Start, splice.Length).ToArray();
            inverse.Add(new Splice(splice.Start + shift, splice.Text.Length, gone));
            shift += splice.Text.Length - splice.Length;
        }

        return inverse;
    }

    /// <summary>The splices as one line of text, for the journal.</summary>
    public static string Write(IEnumerable<Splice> splices) =>
        string.Join(
            ';',
            splices.Select(splice => $"{splice.Start},{splice.Length},{Convert.ToBase64String(splice.Text)}")
        );

    /// <summary>The splices that <see cref="Write"/> wrote.</summary>
    public static IReadOnlyList<Splice> Read(string text) =>
        [
            .. text.Split(';', StringSplitOptions.RemoveEmptyEntries)
                .Select(part => part.Split(','))
                .Select(fields => new Splice(
                    int.Parse(fields[0], System.Globalization.CultureInfo.InvariantCulture),
                    int.Parse(fields[1], System.Globalization.CultureInfo.InvariantCulture),
                    Convert.FromBase64String(fields[2])
                )),
        ];
}
