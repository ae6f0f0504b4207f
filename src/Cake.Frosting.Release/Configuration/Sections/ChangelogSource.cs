namespace Cake.Frosting.Release.Configuration;

/// <summary>Where the entries of a release are taken from.</summary>
public enum ChangelogSource
{
    /// <summary>What people wrote under Unreleased.</summary>
    [Value("What people wrote under Unreleased.")]
    Unreleased,

    /// <summary>Conventional Commits, besides what people wrote.</summary>
    [Value("Conventional Commits since the last release, besides what people wrote under Unreleased.")]
    Commits,

    /// <summary>Pull requests, besides what people wrote.</summary>
    [Value("Pull requests merged since the last release, besides what people wrote under Unreleased.")]
    PullRequests,

    /// <summary>Files with an entry each, besides what people wrote.</summary>
    [Value(
        "Files with an entry each, which the release deletes, besides what people wrote under Unreleased."
    )]
    Fragments,

    /// <summary>There is no changelog.</summary>
    [Value("There is no changelog; the stage only sets version files.")]
    None,
}

/// <summary>Where entries are taken from when nobody wrote any.</summary>
public enum ChangelogFallback
{
    /// <summary>Conventional Commits.</summary>
    [Value("Conventional Commits since the last release.")]
    Commits,

    /// <summary>Pull requests.</summary>
    [Value("Pull requests merged since the last release.")]
    PullRequests,

    /// <summary>Files with an entry each.</summary>
    [Value("Files with an entry each, which the release deletes.")]
    Fragments,
}
