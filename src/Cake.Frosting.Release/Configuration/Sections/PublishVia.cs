namespace Cake.Frosting.Release.Configuration;

/// <summary>How the release commit gets onto the branch.</summary>
public enum PublishVia
{
    /// <summary>It is pushed.</summary>
    [Value("It is pushed together with the tag.")]
    Push,

    /// <summary>A pull request merges it.</summary>
    [Value(
        "It is pushed to a branch release/VERSION for a pull request; once that is merged, the next run tags it and goes on. For protected branches."
    )]
    PullRequest,
}
