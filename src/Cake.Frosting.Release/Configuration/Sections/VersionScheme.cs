namespace Cake.Frosting.Release.Configuration;

/// <summary>The schemes of versions.</summary>
public enum VersionScheme
{
    /// <summary>Semantic versions.</summary>
    [Value("Semantic versions, MAJOR.MINOR.PATCH.")]
    Semver,
}
