using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Versions;

/// <summary>How tags are named after versions: <c>v{version}</c>, <c>{version}</c>, <c>depot-{version}</c>.</summary>
public sealed record TagPattern
{
    private const string Hole = "{version}";

    /// <summary>Creates a pattern.</summary>
    /// <param name="pattern">The pattern, with <c>{version}</c> in it once.</param>
    /// <exception cref="ConfigurationException">It does not hold <c>{version}</c> exactly once.</exception>
    public TagPattern(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var hole = pattern.IndexOf(Hole, StringComparison.Ordinal);
        if (hole < 0 || pattern.LastIndexOf(Hole, StringComparison.Ordinal) != hole)
        {
            throw new ConfigurationException(
                $"The tag pattern '{pattern}' does not have {Hole} in it exactly once.",
                $"Write it as v{Hole}, for example."
            );
        }

        Prefix = pattern[..hole];
        Suffix = pattern[(hole + Hole.Length)..];
    }

    /// <summary>What stands before the version.</summary>
    public string Prefix { get; }

    /// <summary>What stands after the version.</summary>
    public string Suffix { get; }

    /// <summary>The tag of a version.</summary>
    /// <param name="version">The version.</param>
    public string TagOf(string version) => $"{Prefix}{version}{Suffix}";

    /// <summary>The version that a tag names, or <c>null</c> where the tag does not fit the pattern.</summary>
    /// <param name="tag">The tag's short name.</param>
    public string? VersionOf(string tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        return
            tag.Length > Prefix.Length + Suffix.Length
            && tag.StartsWith(Prefix, StringComparison.Ordinal)
            && tag.EndsWith(Suffix, StringComparison.Ordinal)
            ? tag[Prefix.Length..^Suffix.Length]
            : null;
    }
}
