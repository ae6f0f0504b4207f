using System.Text;

namespace Cake.Frosting.Release.Changelogs;

/// <summary>
/// Reads <c>[1.2.3] - 2026-01-02</c> and <c>1.2.3</c>, which nearly all releases of nearly all changelogs are
/// called, without the expressions that <see cref="HeadingReader"/> needs for the rest.
/// </summary>
internal static class CommonHeading
{
    public static HeadingText? Read(ReadOnlySpan<byte> text)
    {
        var isBracketed = text.Length > 0 && text[0] == '[';
        var start = isBracketed ? 1 : 0;
        var length = text[start..].IndexOfAnyExceptInRange((byte)'.', (byte)'9');
        length = length < 0 ? text.Length - start : length;
        var label = text.Slice(start, length);
        if (!IsNumbers(label))
        {
            return null;
        }

        var end = start + length;
        if (isBracketed)
        {
            if (end == text.Length || text[end] != ']')
            {
                return null;
            }

            end++;
        }

        var rest = text[end..];
        return rest.IsEmpty || IsDate(rest)
            ? new HeadingText
            {
                Text = Encoding.ASCII.GetString(text),
                Label = start..(start + length),
                IsBracketed = isBracketed,
                LabelEnd = end,
                Date = rest.IsEmpty ? null : (end + 3)..text.Length,
                IsVersion = true,
            }
            : null;
    }

    /// <summary>Two or more numbers, with a dot between each two.</summary>
    private static bool IsNumbers(ReadOnlySpan<byte> label) =>
        label.Contains((byte)'.')
        && label[0] != '.'
        && label[^1] != '.'
        && !label.Contains((byte)'/')
        && label.IndexOf(".."u8) < 0;

    /// <summary><c> - 2026-01-02</c> and nothing behind it.</summary>
    private static bool IsDate(ReadOnlySpan<byte> rest) =>
        rest.Length == 13
        && rest.StartsWith(" - "u8)
        && rest[7] == '-'
        && rest[10] == '-'
        && !rest[3..7].ContainsAnyExceptInRange((byte)'0', (byte)'9')
        && !rest[8..10].ContainsAnyExceptInRange((byte)'0', (byte)'9')
        && !rest[11..].ContainsAnyExceptInRange((byte)'0', (byte)'9');
}
