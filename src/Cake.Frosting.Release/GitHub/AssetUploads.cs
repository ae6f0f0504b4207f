using System.Globalization;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.GitHub;

/// <summary>Attaches the files to a draft, and sees that each is there whole.</summary>
/// <param name="access">The way to the repository.</param>
/// <param name="options">What the release is to be.</param>
internal sealed class AssetUploads(GitHubAccess access, GitHubReleaseOptions options)
{
    /// <summary>How often a file is uploaded that does not arrive whole.</summary>
    private const int Tries = 3;

    /// <summary>The assets that are not there whole, by file name; none where all is well.</summary>
    /// <exception cref="ReleaseRefusedException">The files are not as they must be, or GitHub refuses.</exception>
    public async Task<IReadOnlyList<string>> MissingAsync(
        RepositoryApi api,
        GitHubRelease release,
        CancellationToken cancellationToken
    )
    {
        var files = await AssetFiles.FindAsync(options, cancellationToken).ConfigureAwait(false);
        var assets = await api.Releases.AssetsAsync(release.Id, cancellationToken).ConfigureAwait(false);
        return
        [
            .. files
                .Where(file => !assets.Any(asset => asset.Name == file.Name && file.IsWhole(asset)))
                .Select(file => file.Name),
        ];
    }

    /// <summary>Uploads what is not there whole.</summary>
    /// <exception cref="ReleaseRefusedException">The files are not as they must be, or GitHub refuses.</exception>
    public async Task EnsureAsync(
        RepositoryApi api,
        GitHubRelease draft,
        StepContext context,
        CancellationToken cancellationToken
    )
    {
        foreach (var file in await AssetFiles.FindAsync(options, cancellationToken).ConfigureAwait(false))
        {
            await EnsureAsync(api, draft, file, context, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task EnsureAsync(
        RepositoryApi api,
        GitHubRelease draft,
        AssetFile file,
        StepContext context,
        CancellationToken cancellationToken
    )
    {
        for (var tries = 0; ; tries++)
        {
            // A half that stands in the way is cleared away, so that an upload never meets its own name.
            var found = await FindAsync(api, draft, file, context, cancellationToken).ConfigureAwait(false);
            if (found is not null)
            {
                return;
            }

            if (tries == Tries)
            {
                throw new ReleaseRefusedException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{file.Path} did not arrive whole on {access.Host}, {Tries} times over: {file.Size} bytes, sha256:{file.Sha256}."
                    ),
                    "Look whether something writes to the file, or a proxy changes what is uploaded."
                );
            }

            await UploadAsync(api, draft, file, context, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task UploadAsync(
        RepositoryApi api,
        GitHubRelease draft,
        AssetFile file,
        StepContext context,
        CancellationToken cancellationToken
    )
    {
        context.Issue(
            access.Request(
                HttpMethod.Post,
                api,
                $"/releases/{draft.Id}/assets?name={Uri.EscapeDataString(file.Name)}"
            )
        );
        context.Progress(
            string.Create(CultureInfo.InvariantCulture, $"uploads {file.Name}, {file.Size} bytes")
        );
        try
        {
            await api
                .Releases.UploadAsync(
                    draft,
                    file,
                    token => FindAsync(api, draft, file, context, token),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (ReleaseRefusedException refusal)
            when (ApiErrors.StatusOf(refusal) == 422
                && refusal.Problem.Contains("already_exists", StringComparison.Ordinal)
            )
        {
            // Another try, or another run, was faster by a moment: the next look tells how far it got.
        }
    }

    /// <summary>The asset, where it is there whole; what is there of it otherwise is deleted.</summary>
    private async Task<ReleaseAsset?> FindAsync(
        RepositoryApi api,
        GitHubRelease draft,
        AssetFile file,
        StepContext context,
        CancellationToken cancellationToken
    )
    {
        var assets = await api.Releases.AssetsAsync(draft.Id, cancellationToken).ConfigureAwait(false);
        foreach (var asset in assets.Where(asset => asset.Name == file.Name))
        {
            if (file.IsWhole(asset))
            {
                return asset;
            }

            context.Issue(access.Request(HttpMethod.Delete, api, $"/releases/assets/{asset.Id}"));
            await api.Releases.DeleteAssetAsync(asset.Id, cancellationToken).ConfigureAwait(false);
        }

        return null;
    }
}
