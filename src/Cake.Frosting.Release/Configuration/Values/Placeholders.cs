using System.Text.RegularExpressions;

namespace Cake.Frosting.Release.Configuration;

/// <summary>
/// The names that a release fills in, written <c>{version}</c>. <c>{{word}}</c> stands for the characters
/// <c>{word}</c> themselves.
/// </summary>
public static partial class Placeholders
{
    /// <summary>The names and what each stands for, in the order of the documentation.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Known { get; } =
    [
        new("version", "the version being released, without the tag's prefix"),
        new("previous", "the version that ran before"),
        new("project", "the project's name"),
        new("release", "the id of this release, unique and sortable by time: 20261121T104227Z-1.4.0"),
        new("directory", "the full path of the directory of the new version's files"),
        new("revision", "the tag of the version; HEAD in a rehearsal, which comes before the tag"),
    ];

    /// <summary>Fills in every placeholder of a text; what has no value is left as it is.</summary>
    /// <param name="text">A text from a setting that supports placeholders.</param>
    /// <param name="values">The value of each name; <c>null</c> for none.</param>
    public static string Fill(string text, Func<string, string?> values) =>
        Word()
            .Replace(
                text,
                match =>
                    match.Groups["literal"].Success
                        ? match.Value[1..^1]
                        : values(match.Groups["name"].Value) ?? match.Value
            );

    /// <summary>The names used in a text.</summary>
    internal static IEnumerable<string> In(string text) =>
        Word()
            .Matches(text)
            .Where(match => match.Groups["name"].Success)
            .Select(match => match.Groups["name"].Value);

    [GeneratedRegex(@"(?<literal>\{\{[A-Za-z][A-Za-z0-9_-]*\}\})|\{(?<name>[A-Za-z][A-Za-z0-9_-]*)\}")]
    private static partial Regex Word();
}
