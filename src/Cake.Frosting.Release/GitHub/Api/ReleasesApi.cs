using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.GitHub;

/// <summary>The endpoints of releases and their assets.</summary>
/// <param name="client">Sends the requests.</param>
/// <param name="at">The address of a path below the repository.</param>
internal sealed class ReleasesApi(ApiClient client, Func<string, Uri> at)
{
    /// <summary>An upload may take a minute, and another second for each of so many bytes.</summary>
    private const int SlowestBytesPerSecond = 32 * 1024;

    /// <summary>The releases of a tag, drafts among them: those are not found by their tag, so all are listed.</summary>
    public async Task<IReadOnlyList<GitHubRelease>> OfTagAsync(
        string tag,
        CancellationToken cancellationToken
    )
    {
        var pages = await client
            .ListAsync(
                at("/releases?per_page=100"),
                GitHubJson.Default.IReadOnlyListGitHubRelease,
                cancellationToken
            )
            .ConfigureAwait(false);
        // A list that changes while it is read can show one release on two pages.
        return
        [
            .. pages.SelectMany(page => page).Where(each => each.TagName == tag).DistinctBy(each => each.Id),
        ];
    }

    /// <summary>Makes a release, unless the answer is lost and it is found to be there.</summary>
    public Task<GitHubRelease> CreateAsync(
        ReleaseChange release,
        Func<CancellationToken, Task<GitHubRelease?>> find,
        CancellationToken cancellationToken
    ) =>
        client.CreateAsync(
            new ApiRequest(HttpMethod.Post, at("/releases"))
            {
                Content = ApiClient.Json(release, GitHubJson.Default.ReleaseChange),
                // GitHub may have a long list of pull requests to write down.
                Timeout = TimeSpan.FromMinutes(1),
            },
            GitHubJson.Default.GitHubRelease,
            find,
            cancellationToken
        );

    /// <summary>Changes a release.</summary>
    public async Task<GitHubRelease> ChangeAsync(
        long id,
        ReleaseChange change,
        CancellationToken cancellationToken
    )
    {
        var request = new ApiRequest(HttpMethod.Patch, at($"/releases/{id}"))
        {
            Content = ApiClient.Json(change, GitHubJson.Default.ReleaseChange),
        };
        await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
        // What was asked for is one thing, what is there now is another.
        return await client
            .GetAsync(request.Url, GitHubJson.Default.GitHubRelease, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Deletes a release; its tag stays.</summary>
    public Task DeleteAsync(long id, CancellationToken cancellationToken) =>
        DeleteAsync(at($"/releases/{id}"), cancellationToken);

    /// <summary>The assets of a release, those whose upload broke off among them.</summary>
    public async Task<IReadOnlyList<ReleaseAsset>> AssetsAsync(
        long release,
        CancellationToken cancellationToken
    ) =>
        [
            .. (
                await client
                    .ListAsync(
                        at($"/releases/{release}/assets?per_page=100"),
                        GitHubJson.Default.IReadOnlyListReleaseAsset,
                        cancellationToken
                    )
                    .ConfigureAwait(false)
            ).SelectMany(page => page),
        ];

    /// <summary>Deletes an asset.</summary>
    public Task DeleteAssetAsync(long id, CancellationToken cancellationToken) =>
        DeleteAsync(at($"/releases/assets/{id}"), cancellationToken);

    /// <summary>Uploads a file, unless the answer is lost and it is found to be there.</summary>
    public Task<ReleaseAsset> UploadAsync(
        GitHubRelease release,
        AssetFile file,
        Func<CancellationToken, Task<ReleaseAsset?>> find,
        CancellationToken cancellationToken
    ) =>
        client.CreateAsync(
            new ApiRequest(HttpMethod.Post, UploadUrlOf(release, file))
            {
                Content = file.ToContent,
                // The draft was seen a moment ago, by another server than the one that takes uploads.
                IsTooEarly = reply => reply.Status == 404,
                Timeout = TimeSpan.FromSeconds(60 + file.Size / SlowestBytesPerSecond),
            },
            GitHubJson.Default.ReleaseAsset,
            find,
            cancellationToken
        );

    private Uri UploadUrlOf(GitHubRelease release, AssetFile file)
    {
        // The template ends in {?name,label}.
        var template = client.Site.Uploads is { } uploads
            ? $"{uploads.AbsoluteUri.TrimEnd('/')}{at("").AbsolutePath[client.Site.Api.AbsolutePath.TrimEnd('/').Length..]}/releases/{release.Id}/assets"
            : release.UploadUrl.Split('{')[0];
        return Uri.TryCreate(template, UriKind.Absolute, out var url) && IsTrusted(url)
            ? new Uri($"{url.AbsoluteUri}?name={Uri.EscapeDataString(file.Name)}")
            : throw new ReleaseRefusedException(
                $"{client.Site.Api.Host} wants the assets uploaded to {template}, and the token is not sent there.",
                "Set github/uploads to the address that uploads go to."
            );
    }

    /// <summary>The token goes to the host that it was given for, and its neighbours, over a connection as good as that one.</summary>
    private bool IsTrusted(Uri url) =>
        client.Site.Uploads is not null
        || (
            url.Scheme == client.Site.Api.Scheme
            && (
                url.Host == client.Site.Api.Host
                || url.Host.EndsWith($".{client.Site.WebHost}", StringComparison.Ordinal)
            )
        );

    private async Task DeleteAsync(Uri url, CancellationToken cancellationToken)
    {
        try
        {
            await client
                .SendAsync(new ApiRequest(HttpMethod.Delete, url), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (ReleaseRefusedException refusal) when (ApiErrors.StatusOf(refusal) == 404)
        {
            // A try before this one has done it, and its answer was lost.
        }
    }
}
