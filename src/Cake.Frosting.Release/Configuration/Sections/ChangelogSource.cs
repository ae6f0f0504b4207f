namespace Cake.Frosting.Release.Configuration;

/// <summary>Where the entries of a release are taken from.</summary>
public enum ChangelogSource
{
    /// <summary>The changelog file.</summary>
    [Value("The changelog file.")]
    File,

    /// <summary>There is no changelog.</summary>
    [Value("There is no changelog; the stage does nothing.")]
    None,
}
