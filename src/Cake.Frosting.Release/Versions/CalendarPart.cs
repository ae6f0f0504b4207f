using System.Globalization;

namespace Cake.Frosting.Release.Versions;

/// <summary>The parts that a calendar version can have, by the names of calver.org.</summary>
internal static class CalendarPart
{
    public static IReadOnlyList<string> Names { get; } =
    ["YYYY", "YY", "0Y", "MM", "0M", "WW", "0W", "DD", "0D", "MICRO"];

    public static bool IsKnown(string part) => Names.Contains(part);

    public static bool IsYear(string part) => part is "YYYY" or "YY" or "0Y";

    /// <summary>The part of a day. Years of two digits count from 2000; weeks are those of ISO 8601.</summary>
    public static long Value(string part, DateOnly day) =>
        part switch
        {
            "YYYY" => day.Year,
            "YY" or "0Y" => day.Year - 2000,
            "MM" or "0M" => day.Month,
            "WW" or "0W" => ISOWeek.GetWeekOfYear(day.ToDateTime(TimeOnly.MinValue)),
            _ => day.Day,
        };

    public static string Write(string part, long value) =>
        value.ToString(part[0] == '0' ? "00" : "0", CultureInfo.InvariantCulture);

    public static bool Allows(string part, long value) =>
        part switch
        {
            "YYYY" => value is >= 1000 and <= 9999,
            "YY" or "0Y" => value <= 999,
            "MM" or "0M" => value is >= 1 and <= 12,
            "WW" or "0W" => value is >= 1 and <= 53,
            "DD" or "0D" => value is >= 1 and <= 31,
            _ => true,
        };
}
