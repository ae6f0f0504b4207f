using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Cake.Frosting.Release.Versions;

/// <summary>Semantic Versioning 2.0.0.</summary>
public sealed class SemanticVersionScheme : IVersionScheme
{
    /// <inheritdoc/>
    public string Name => "semver";

    /// <inheritdoc/>
    public string Example => "1.4.0";

    /// <summary>The identifier of the first pre-release, the <c>rc</c> of 1.4.0-rc.1.</summary>
    public string PrereleaseName { get; init; } = "rc";

    /// <inheritdoc/>
    public bool TryParse(
        string text,
        [NotNullWhen(true)] out IReleaseVersion? version,
        [NotNullWhen(false)] out VersionProblem? problem
    )
    {
        var parsed = SemanticVersion.TryParse(text, out var semantic, out problem);
        version = semantic;
        return parsed;
    }

    /// <inheritdoc/>
    /// <remarks>
    /// A pre-release is completed rather than passed over: the next minor version after 1.4.0-rc.2 is 1.4.0.
    /// Build metadata is dropped.
    /// </remarks>
    public IReleaseVersion Next(IReleaseVersion last, VersionBump bump)
    {
        var version = (SemanticVersion)last;
        var core = version with { Prerelease = "", Build = "" };
        return bump switch
        {
            VersionBump.Major => Completes(version, version is { Minor: 0, Patch: 0 })
                ?? new SemanticVersion(core.Major + 1, 0, 0),
            VersionBump.Minor => Completes(version, version.Patch == 0)
                ?? new SemanticVersion(core.Major, core.Minor + 1, 0),
            VersionBump.Patch => Completes(version, true) ?? core with { Patch = core.Patch + 1 },
            VersionBump.Prerelease => NextPrerelease(version),
            _ => throw new ArgumentOutOfRangeException(nameof(bump), bump, null),
        };
    }

    private static SemanticVersion? Completes(SemanticVersion version, bool isStepAlready) =>
        version.IsPrerelease && isStepAlready ? version with { Prerelease = "", Build = "" } : null;

    private SemanticVersion NextPrerelease(SemanticVersion version)
    {
        if (!version.IsPrerelease)
        {
            return new SemanticVersion(
                version.Major,
                version.Minor,
                version.Patch + 1,
                $"{PrereleaseName}.1"
            );
        }

        var identifiers = version.Prerelease.Split('.');
        var next = ulong.TryParse(identifiers[^1], CultureInfo.InvariantCulture, out var number)
            ? string.Join('.', [.. identifiers[..^1], (number + 1).ToString(CultureInfo.InvariantCulture)])
            : $"{version.Prerelease}.1";
        return version with { Prerelease = next, Build = "" };
    }
}
