namespace Cake.Frosting.Release.Configuration;

/// <summary>Where the text of a release on GitHub comes from.</summary>
public enum GitHubNotes
{
    /// <summary>The changelog.</summary>
    [Value("The changelog's section of the version.")]
    Changelog,

    /// <summary>GitHub.</summary>
    [Value("The merged pull requests, as GitHub lists them.")]
    Generated,

    /// <summary>Nowhere.</summary>
    [Value("There is none.")]
    None,
}
