using System.Text.RegularExpressions;

namespace Cake.Frosting.Release.GitHub;

/// <summary>
/// A comment in the text of a draft that nobody sees, and by which a later run knows whose draft it is: one that was
/// made by a request whose answer nobody received stands in no journal.
/// </summary>
internal static partial class DraftMarker
{
    /// <summary>The text with the marker of a release, and no other.</summary>
    public static string Put(string? body, string release) =>
        $"{Remove(body)}\n\n<!-- release {release} -->".TrimStart();

    /// <summary>The release that a text is marked with; <c>null</c> for none.</summary>
    public static string? Read(string? body) =>
        Marker().Match(body ?? "") is { Success: true } match ? match.Groups["id"].Value : null;

    /// <summary>The text without marker.</summary>
    public static string Remove(string? body) => Marker().Replace(body ?? "", "").TrimEnd();

    [GeneratedRegex(@"\s*<!-- release (?<id>\d{8}T\d{6}Z-[^\s>]+) -->", RegexOptions.ExplicitCapture)]
    private static partial Regex Marker();
}
