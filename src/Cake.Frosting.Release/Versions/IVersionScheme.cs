using System.Diagnostics.CodeAnalysis;

namespace Cake.Frosting.Release.Versions;

/// <summary>How a project numbers its versions: how one is read, how two compare, and what comes next.</summary>
public interface IVersionScheme
{
    /// <summary>The scheme's name in the configuration, for example <c>semver</c>.</summary>
    string Name { get; }

    /// <summary>A well-formed version, for error texts.</summary>
    string Example { get; }

    /// <summary>The version of a first release, where the scheme knows it by itself; <c>null</c>, the default, where it is configured.</summary>
    string? First => null;

    /// <summary>Reads a version.</summary>
    /// <param name="text">The version, without any prefix of the tag.</param>
    /// <param name="version">The version, where it is well formed.</param>
    /// <param name="problem">What is wrong and where, otherwise.</param>
    bool TryParse(
        string text,
        [NotNullWhen(true)] out IReleaseVersion? version,
        [NotNullWhen(false)] out VersionProblem? problem
    );

    /// <summary>The version that follows another one.</summary>
    /// <param name="last">The version before, of this scheme.</param>
    /// <param name="bump">What kind of release it is.</param>
    IReleaseVersion Next(IReleaseVersion last, VersionBump bump);
}
