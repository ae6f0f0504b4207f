namespace Cake.Frosting.Release.Configuration;

/// <summary>Whether a release on GitHub has a mark.</summary>
public enum GitHubMark
{
    /// <summary>It depends on the version.</summary>
    [Value("It depends on the version: 2.0.0-rc.1 is a pre-release, and the highest release is the latest.")]
    Auto,

    /// <summary>Yes.</summary>
    [Value("Yes, whatever the version.")]
    Always,

    /// <summary>No.</summary>
    [Value("No, whatever the version.")]
    Never,
}
