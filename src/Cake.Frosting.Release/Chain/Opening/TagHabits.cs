using System.Text.RegularExpressions;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Versions;

namespace Cake.Frosting.Release.Chain;

/// <summary>How the tags of a repository name its versions, as far as they show it.</summary>
/// <param name="Prefix">What stands before each version: <c>v</c>, <c>release-v</c>, nothing.</param>
/// <param name="Scheme">How versions are counted.</param>
/// <param name="Separator">What stands between the two numbers of major-minor.</param>
internal sealed partial record TagHabits(string Prefix, VersionScheme Scheme, string Separator)
{
    private static readonly TagHabits Usual = new("v", VersionScheme.Semver, "-");
    private static readonly SemanticVersionScheme Semantic = new();

    /// <summary>The habit that most tags follow; the usual one where none is to be seen.</summary>
    public static TagHabits Of(IEnumerable<string> tags) =>
        tags.Select(HabitOf)
            .OfType<TagHabits>()
            .GroupBy(habit => habit)
            .OrderByDescending(group => group.Count())
            .ThenByDescending(group => group.Key == Usual)
            .ThenBy(group => group.Key.Prefix, StringComparer.Ordinal)
            .FirstOrDefault()
            ?.Key
        ?? Usual;

    private static TagHabits? HabitOf(string tag)
    {
        var found = Parts().Match(tag);
        if (!found.Success)
        {
            return null;
        }

        var (prefix, version) = (found.Groups["prefix"].Value, found.Groups["version"].Value);
        return Semantic.TryParse(version, out _, out _) ? new(prefix, VersionScheme.Semver, "-")
            : TwoNumbers().Match(version) is { Success: true } two
                ? new(prefix, VersionScheme.MajorMinor, two.Groups["separator"].Value)
            : Numbers().IsMatch(version) ? new(prefix, VersionScheme.Numbers, "-")
            : null;
    }

    /// <summary>The version begins at the first digit that nothing but its own kind follows.</summary>
    [GeneratedRegex(
        @"\A(?<prefix>(?:.*[^0-9.])??)(?<version>[0-9]+(?:[-._][0-9]+)+(?:[-+].*)?)\z",
        RegexOptions.Singleline
    )]
    private static partial Regex Parts();

    /// <summary>With a dot between them they may as well become three.</summary>
    [GeneratedRegex(@"\A[0-9]+(?<separator>[-_])[0-9]+\z")]
    private static partial Regex TwoNumbers();

    [GeneratedRegex(@"\A[0-9]+(?:\.[0-9]+)+\z")]
    private static partial Regex Numbers();
}
