namespace Cake.Frosting.Release.Versions;

/// <summary>What kind of step a release takes from the version before it; the greater the value, the greater the step.</summary>
public enum VersionBump
{
    /// <summary>The next pre-release: 2.0.0-rc.1 → 2.0.0-rc.2, 1.3.0 → 1.3.1-rc.1.</summary>
    Prerelease,

    /// <summary>Corrections only: 1.3.0 → 1.3.1.</summary>
    Patch,

    /// <summary>Something new that breaks nothing: 1.3.1 → 1.4.0.</summary>
    Minor,

    /// <summary>Something that users relied on is gone or different: 1.4.0 → 2.0.0.</summary>
    Major,
}
