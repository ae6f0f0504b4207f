using System.Text.RegularExpressions;

namespace Cake.Frosting.Release.Assets;

/// <summary>
/// Names for files that are not finished: short enough for any source name, and told apart from anything
/// else, so that what a killed run left can be cleaned up.
/// </summary>
internal static partial class TemporaryName
{
    public static string In(string directory) =>
        Path.Join(directory, $".compress-{Guid.NewGuid().ToString("N")[..16]}.tmp");

    public static bool Is(string name) => Form().IsMatch(name);

    [GeneratedRegex(@"\A\.compress-[0-9a-f]{16}\.tmp\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
