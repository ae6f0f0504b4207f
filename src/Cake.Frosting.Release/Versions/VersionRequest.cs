namespace Cake.Frosting.Release.Versions;

/// <summary>How the version of a release is found.</summary>
public sealed record VersionRequest
{
    /// <summary>How the project numbers its versions.</summary>
    public IVersionScheme Scheme { get; init; } = new SemanticVersionScheme();

    /// <summary>How tags are named.</summary>
    public TagPattern Tags { get; init; } = new("v{version}");

    /// <summary>The version from <c>--version</c>; <c>null</c> where none was given.</summary>
    public string? Version { get; init; }

    /// <summary>The step from <c>--bump</c>; <c>null</c> where none was given.</summary>
    public VersionBump? Bump { get; init; }

    /// <summary>The version of a project that has neither tags nor a live version.</summary>
    public string First { get; init; } = "1.0.0";

    /// <summary>
    /// Whether, before 1.0.0, what breaks raises the second number and everything else the third.
    /// </summary>
    public bool ShiftBeforeFirstMajor { get; init; } = true;

    /// <summary>The step that entries ask for which are not in the changelog yet; <c>null</c> where there are none.</summary>
    public BumpReason? Written { get; init; }

    /// <summary>Whether commits count besides what people wrote; otherwise only where nobody wrote anything.</summary>
    public bool CountsCommits { get; init; }

    /// <summary>Only commits that touch one of these count, relative to the repository's directory; none for all.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];
}
