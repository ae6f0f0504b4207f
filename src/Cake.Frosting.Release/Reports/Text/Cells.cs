using System.Text;

namespace Cake.Frosting.Release.Reports;

/// <summary>How wide text is on a terminal, in cells, and text cut to a width.</summary>
internal static class Cells
{
    /// <summary>The first code points of the ranges that take two cells, with their last: East Asian and emoji.</summary>
    private static readonly (int First, int Last)[] Wide =
    [
        (0x1100, 0x115F),
        (0x231A, 0x231B),
        (0x23E9, 0x23F3),
        (0x2614, 0x2615),
        (0x267F, 0x267F),
        (0x26A1, 0x26A1),
        (0x2705, 0x2705),
        (0x274C, 0x274E),
        (0x2753, 0x2757),
        (0x2795, 0x2797),
        (0x2B1B, 0x2B1C),
        (0x2E80, 0x303E),
        (0x3041, 0xA4CF),
        (0xAC00, 0xD7A3),
        (0xF900, 0xFAFF),
        (0xFE30, 0xFE6F),
        (0xFF00, 0xFF60),
        (0xFFE0, 0xFFE6),
        (0x1F300, 0x1F64F),
        (0x1F680, 0x1F6FF),
        (0x1F900, 0x1FAFF),
        (0x20000, 0x3FFFD),
    ];

    public static int Width(string text) => text.EnumerateRunes().Sum(Width);

    /// <summary>The text, its end replaced by an ellipsis where it is wider.</summary>
    public static string Cut(string text, int width)
    {
        if (Width(text) <= width)
        {
            return text;
        }

        var cut = new StringBuilder();
        var used = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            used += Width(rune);
            if (used > width - 1)
            {
                break;
            }

            cut.Append(rune.ToString());
        }

        return width < 1 ? "" : $"{cut}…";
    }

    /// <summary>The text, filled up with blanks.</summary>
    public static string Pad(string text, int width) =>
        text + new string(' ', Math.Max(0, width - Width(text)));

    private static int Width(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is System.Globalization.UnicodeCategory.NonSpacingMark
                or System.Globalization.UnicodeCategory.EnclosingMark
                or System.Globalization.UnicodeCategory.Format
            ? 0
        : Array.Exists(Wide, range => rune.Value >= range.First && rune.Value <= range.Last) ? 2
        : 1;
}
