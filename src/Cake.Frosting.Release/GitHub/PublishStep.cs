using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.GitHub;

/// <summary>
/// Publishes the draft, once the release is live, and makes up for what GitHub could not do before. What is published
/// stays: it may be immutable, and people may have fetched it.
/// </summary>
/// <param name="access">The way to the repository.</param>
/// <param name="options">What the release is to be.</param>
internal sealed class PublishStep(GitHubAccess access, GitHubReleaseOptions options)
{
    /// <summary>The step's id.</summary>
    public const string StepId = "announce/github";

    private readonly ReleaseDraft draft = new(access, options);
    private readonly AssetUploads uploads = new(access, options);

    /// <summary>The step <c>announce/github</c>.</summary>
    public Step Create() =>
        new()
        {
            Id = StepId,
            Stage = Stage.Announce,
            Title = $"Publish the release {options.Tag} on {access.Host}",
            Instructions =
            [
                access.Instruct(
                    HttpMethod.Patch,
                    "/releases/‹release›",
                    ["release", "edit", options.Tag, "--draft=false", "--verify-tag"]
                ),
            ],
            After = [],
            WarnOnly = true,
            Probe = (context, token) => GitHubAccess.ProbeAsync(() => ProbeAsync(context, token)),
            Act = ActAsync,
        };

    private async Task<Probe> ProbeAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (options.PublishDisabled is not null)
        {
            return Probe.NotNeeded(options.PublishDisabled);
        }

        var api = await access.OpenAsync(context, cancellationToken).ConfigureAwait(false);
        var found = await draft.LookAsync(api, cancellationToken).ConfigureAwait(false);
        return found.Published is { } published
            ? Probe.Done($"{options.Tag} is published: {published.HtmlUrl}")
            : Probe.NotDone();
    }

    private async Task ActAsync(StepContext context, CancellationToken cancellationToken)
    {
        var api = await access.OpenAsync(context, cancellationToken).ConfigureAwait(false);
        var release = await draft.EnsureAsync(api, context, cancellationToken).ConfigureAwait(false);
        if (!release.Draft)
        {
            return;
        }

        await uploads.EnsureAsync(api, release, context, cancellationToken).ConfigureAwait(false);
        if (!await api.HasTagAsync(options.Tag, cancellationToken).ConfigureAwait(false))
        {
            // GitHub would make a tag of its own, of whatever its main branch has at that moment.
            throw new ReleaseRefusedException(
                $"{access.Host} does not have the tag {options.Tag}, so its release stays a draft: {release.HtmlUrl}",
                $"Push the tag, and then: gh release edit {options.Tag} --draft=false --verify-tag --repo {api.Repository}"
            );
        }

        context.Issue(access.Request(HttpMethod.Patch, api, $"/releases/{release.Id}"));
        var published = await PublishAsync(api, release, cancellationToken).ConfigureAwait(false);
        context.Progress(published.HtmlUrl);
    }

    private async Task<GitHubRelease> PublishAsync(
        RepositoryApi api,
        GitHubRelease release,
        CancellationToken cancellationToken
    )
    {
        var change = new ReleaseChange
        {
            TagName = options.Tag,
            Body = DraftMarker.Remove(release.Body),
            Draft = false,
            Prerelease = options.Prerelease,
            MakeLatest = options.Prerelease ? "false" : options.Latest,
        };
        try
        {
            return await api
                .Releases.ChangeAsync(release.Id, change, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (ReleaseRefusedException refusal) when (ApiErrors.StatusOf(refusal) == 422)
        {
            // A try whose answer was lost may have published it, and an immutable release is not changed twice.
            var found = await draft.LookAsync(api, cancellationToken).ConfigureAwait(false);
            if (found.Published?.Id == release.Id)
            {
                return found.Published;
            }

            throw;
        }
    }
}
