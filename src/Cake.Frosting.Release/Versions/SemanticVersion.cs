using System.Diagnostics.CodeAnalysis;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Versions;

/// <summary>
/// A version by the letter of Semantic Versioning 2.0.0. Equality is that of the text; precedence
/// (<see cref="CompareTo(SemanticVersion)"/>) ignores build metadata.
/// </summary>
/// <param name="Major">The first number.</param>
/// <param name="Minor">The second number.</param>
/// <param name="Patch">The third number.</param>
/// <param name="Prerelease">The identifiers after the hyphen, joined by dots; empty for a release.</param>
/// <param name="Build">The identifiers after the plus sign, joined by dots; empty where there are none.</param>
public sealed record SemanticVersion(
    ulong Major,
    ulong Minor,
    ulong Patch,
    string Prerelease = "",
    string Build = ""
) : IReleaseVersion, IComparable<SemanticVersion>
{
    /// <inheritdoc/>
    public string Text =>
        $"{Major}.{Minor}.{Patch}"
        + (Prerelease.Length == 0 ? "" : $"-{Prerelease}")
        + (Build.Length == 0 ? "" : $"+{Build}");

    /// <inheritdoc/>
    public bool IsPrerelease => Prerelease.Length > 0;

    /// <summary>Reads a version.</summary>
    /// <param name="text">The version: no prefix, no white space.</param>
    /// <exception cref="ReleaseRefusedException">It is malformed; the message has the column.</exception>
    public static SemanticVersion Parse(string text) =>
        TryParse(text, out var version, out var problem)
            ? version
            : throw new ReleaseRefusedException(
                $"'{text}' is not a semantic version: column {problem.Column}: {problem.Message}.",
                "Write it as MAJOR.MINOR.PATCH, for example 1.4.0, 2.0.0-rc.1 or 1.4.0+build.7 (https://semver.org)."
            );

    /// <summary>Reads a version.</summary>
    /// <param name="text">The version: no prefix, no white space.</param>
    /// <param name="version">The version, where it is well formed.</param>
    /// <param name="problem">What is wrong and where, otherwise.</param>
    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out SemanticVersion? version,
        [NotNullWhen(false)] out VersionProblem? problem
    )
    {
        ArgumentNullException.ThrowIfNull(text);
        var reader = new SemanticVersionReader(text);
        version = reader.Read();
        problem = reader.Problem;
        return version is not null;
    }

    /// <inheritdoc/>
    public int CompareTo(SemanticVersion? other)
    {
        if (other is null)
        {
            return 1;
        }

        var numbers = (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));
        return numbers != 0 ? numbers : ComparePrerelease(Prerelease, other.Prerelease);
    }

    /// <inheritdoc/>
    public int CompareTo(IReleaseVersion? other) =>
        other is null or SemanticVersion
            ? CompareTo(other as SemanticVersion)
            : throw new ArgumentException($"{other.Text} is not a semantic version.", nameof(other));

    /// <summary>Whether the left one has lower precedence.</summary>
    public static bool operator <(SemanticVersion left, SemanticVersion right) => Compare(left, right) < 0;

    /// <summary>Whether the left one has lower or the same precedence.</summary>
    public static bool operator <=(SemanticVersion left, SemanticVersion right) => Compare(left, right) <= 0;

    /// <summary>Whether the left one has higher precedence.</summary>
    public static bool operator >(SemanticVersion left, SemanticVersion right) => Compare(left, right) > 0;

    /// <summary>Whether the left one has higher or the same precedence.</summary>
    public static bool operator >=(SemanticVersion left, SemanticVersion right) => Compare(left, right) >= 0;

    /// <summary>The version as it is written.</summary>
    public override string ToString() => Text;

    private static int Compare(SemanticVersion? left, SemanticVersion? right) =>
        left is null ? (right is null ? 0 : -1) : left.CompareTo(right);

    private static int ComparePrerelease(string left, string right)
    {
        if (left.Length == 0 || right.Length == 0)
        {
            // A release comes after all of its pre-releases.
            return (left.Length == 0).CompareTo(right.Length == 0);
        }

        var (ours, theirs) = (left.Split('.'), right.Split('.'));
        for (var i = 0; i < Math.Min(ours.Length, theirs.Length); i++)
        {
            var result = CompareIdentifier(ours[i], theirs[i]);
            if (result != 0)
            {
                return result;
            }
        }

        return ours.Length.CompareTo(theirs.Length);
    }

    private static int CompareIdentifier(string left, string right)
    {
        var (leftIsNumber, rightIsNumber) = (IsNumber(left), IsNumber(right));
        if (leftIsNumber != rightIsNumber)
        {
            return leftIsNumber ? -1 : 1;
        }

        // Numbers have no leading zeros, so the longer one is the greater one, however long.
        return leftIsNumber && left.Length != right.Length
            ? left.Length.CompareTo(right.Length)
            : string.CompareOrdinal(left, right);
    }

    private static bool IsNumber(string identifier) =>
        !identifier.AsSpan().ContainsAnyExceptInRange('0', '9');
}
