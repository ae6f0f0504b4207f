namespace Cake.Frosting.Release.Configuration;

/// <summary>The schemes of versions.</summary>
public enum VersionScheme
{
    /// <summary>Semantic versions.</summary>
    [Value("Semantic versions, MAJOR.MINOR.PATCH.")]
    Semver,

    /// <summary>Two numbers.</summary>
    [Value("Two numbers such as 36-1: what is new raises the first, what is corrected the second.")]
    MajorMinor,

    /// <summary>The date of the release.</summary>
    [Value("The date of the release, in the form that 'format' says.")]
    Calendar,

    /// <summary>Numbers with dots between them.</summary>
    [Value("Any count of numbers with dots between them, such as 1.2.3.4; 'initial' says how many.")]
    Numbers,
}
