namespace Cake.Frosting.Release.Configuration;

/// <summary>The deployment that GitHub shows for a release.</summary>
[Section("The deployment that GitHub shows: in progress, then success, failure or inactive.")]
public sealed record GitHubDeployment
{
    /// <summary>The environment.</summary>
    [Setting("The environment that is deployed to.", Example = "staging")]
    public string Environment { get; init; } = "production";

    /// <summary>Where the service is.</summary>
    [Setting("The address of the service, for the link on GitHub.", Example = "https://shop.example.org")]
    public Uri? Url { get; init; }
}
