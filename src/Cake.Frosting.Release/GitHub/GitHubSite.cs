using Cake.Frosting.Release.Commands;

namespace Cake.Frosting.Release.GitHub;

/// <summary>GitHub itself, or an Enterprise server.</summary>
/// <param name="Api">The address of its API, e.g. <c>https://api.github.com</c>.</param>
/// <param name="Uploads">Where assets go; <c>null</c> for the address that a release itself names.</param>
/// <param name="Token">What requests are made with.</param>
internal sealed record GitHubSite(Uri Api, Uri? Uploads, Secret Token)
{
    /// <summary>The host that git and browsers use.</summary>
    public string WebHost =>
        Api.Host.StartsWith("api.", StringComparison.Ordinal) ? Api.Host["api.".Length..] : Api.Host;

    /// <summary>The address of a path of the API.</summary>
    /// <param name="path">The path, e.g. <c>repos/o/r/releases</c>.</param>
    public Uri At(string path) => new($"{Api.AbsoluteUri.TrimEnd('/')}/{path}");
}
