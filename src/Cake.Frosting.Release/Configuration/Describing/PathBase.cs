namespace Cake.Frosting.Release.Configuration;

/// <summary>What the path in a setting is relative to.</summary>
public enum PathBase
{
    /// <summary>The text is not a path.</summary>
    None,

    /// <summary>The directory of release.yml; the bound value is a full path.</summary>
    Project,

    /// <summary>The directory of the release being made; the bound value stays relative and within it.</summary>
    Release,
}
