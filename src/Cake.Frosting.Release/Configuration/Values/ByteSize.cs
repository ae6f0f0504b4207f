using System.Globalization;
using System.Text.RegularExpressions;

namespace Cake.Frosting.Release.Configuration;

/// <summary>A number of bytes, written as <c>256 B</c>, <c>10 MB</c> or <c>4GiB</c>.</summary>
/// <param name="Bytes">The number of bytes.</param>
public readonly partial record struct ByteSize(long Bytes)
{
    internal const string Pattern = @"^[0-9]+(\.[0-9]+)? ?(B|kB|KB|MB|GB|TB|KiB|MiB|GiB|TiB)$";

    /// <summary>Reads a size; <c>null</c> where the text is not one.</summary>
    /// <param name="text">A number and a unit: B, kB, MB, GB, TB, KiB, MiB, GiB or TiB.</param>
    public static ByteSize? TryParse(string text)
    {
        if (!Whole().IsMatch(text))
        {
            return null;
        }
        var unitStart = text.TakeWhile(c => c is '.' or (>= '0' and <= '9')).Count();
        var bytes =
            decimal.TryParse(
                text[..unitStart],
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var number
            )
            && number < long.MaxValue / Unit(text[unitStart..].TrimStart())
                ? number * Unit(text[unitStart..].TrimStart())
                : -1;
        return bytes < 0 ? null : new ByteSize((long)bytes);
    }

    /// <summary>The size with the largest unit that divides it.</summary>
    public override string ToString()
    {
        var bytes = Bytes;
        string[] units = ["TiB", "TB", "GiB", "GB", "MiB", "MB", "KiB", "kB"];
        var unit = bytes == 0 ? null : units.FirstOrDefault(u => bytes % (long)Unit(u) == 0);
        return unit is null
            ? string.Create(CultureInfo.InvariantCulture, $"{Bytes} B")
            : string.Create(CultureInfo.InvariantCulture, $"{Bytes / (long)Unit(unit)} {unit}");
    }

    private static decimal Unit(string unit) =>
        unit switch
        {
            "B" => 1,
            "kB" or "KB" => 1_000,
            "MB" => 1_000_000,
            "GB" => 1_000_000_000,
            "TB" => 1_000_000_000_000,
            "KiB" => 1L << 10,
            "MiB" => 1L << 20,
            "GiB" => 1L << 30,
            _ => 1L << 40,
        };

    [GeneratedRegex(Pattern)]
    private static partial Regex Whole();
}
