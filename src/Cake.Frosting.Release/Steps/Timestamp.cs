using System.Globalization;

namespace Cake.Frosting.Release.Steps;

/// <summary>A time in a name, to the second and in UTC, so that names sort by it: <c>20261121T104227Z</c>.</summary>
internal static class Timestamp
{
    /// <summary>The number of its characters.</summary>
    public const int Length = 16;

    private const string Format = "yyyyMMdd'T'HHmmss'Z'";

    public static string Of(DateTimeOffset time) =>
        time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Reads it; <c>null</c> where the text is none.</summary>
    public static DateTimeOffset? Read(ReadOnlySpan<char> text) =>
        DateTimeOffset.TryParseExact(
            text,
            Format,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var time
        )
            ? time
            : null;
}
