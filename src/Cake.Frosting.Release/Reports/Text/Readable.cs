using System.Globalization;

namespace Cake.Frosting.Release.Reports;

/// <summary>Numbers as a person reads them, the same in every locale.</summary>
internal static class Readable
{
    /// <summary>2.4 s, 1 min 05 s, 2 h 03 min.</summary>
    public static string Duration(double seconds) =>
        seconds switch
        {
            < 59.95 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s"),
            < 3599.5 => string.Create(
                CultureInfo.InvariantCulture,
                $"{Whole(seconds) / 60} min {Whole(seconds) % 60:00} s"
            ),
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"{Whole(seconds / 60) / 60} h {Whole(seconds / 60) % 60:00} min"
            ),
        };

    /// <summary>812 bytes, 12.3 kB, 1.5 GB: powers of a thousand, as disks are sold.</summary>
    public static string Size(long bytes)
    {
        string[] units = ["kB", "MB", "GB", "TB", "PB"];
        if (bytes < 1000)
        {
            return $"{bytes} bytes";
        }

        double size = bytes;
        var unit = -1;
        do
        {
            size /= 1000;
            unit++;
        } while (size >= 999.95 && unit < units.Length - 1);

        return string.Create(CultureInfo.InvariantCulture, $"{size:0.0} {units[unit]}");
    }

    /// <summary>40,000 rows; 1 row.</summary>
    public static string Count(long number, string unit) =>
        $"{Number(number)} {unit}{(number == 1 ? "" : "s")}";

    /// <summary>40,000.</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>2026-11-21 10:42:27 UTC.</summary>
    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>1.3.0 → 1.4.0, or 1.4.0 where there was none before.</summary>
    public static string Versions(string? previous, string version) =>
        previous is null ? version : $"{previous} → {version}";

    private static long Whole(double number) => (long)Math.Round(number, MidpointRounding.AwayFromZero);
}
