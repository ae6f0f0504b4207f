using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.GitHub;

/// <summary>What GitHub has for a tag.</summary>
/// <param name="Published">The published release; <c>null</c> for none.</param>
/// <param name="Drafts">The drafts that a release of this tool made, the oldest first; more than one where an answer was lost.</param>
/// <param name="Foreign">A draft that somebody else made; <c>null</c> for none.</param>
internal sealed record ReleasesOfTag(
    GitHubRelease? Published,
    IReadOnlyList<GitHubRelease> Drafts,
    GitHubRelease? Foreign
)
{
    /// <summary>Sorts the releases of a tag.</summary>
    public static ReleasesOfTag From(IReadOnlyList<GitHubRelease> releases) =>
        new(
            releases.FirstOrDefault(each => !each.Draft),
            [
                .. releases
                    .Where(each => each.Draft && DraftMarker.Read(each.Body) is not null)
                    .OrderBy(each => each.Id),
            ],
            releases.FirstOrDefault(each => each.Draft && DraftMarker.Read(each.Body) is null)
        );
}

/// <summary>Finds the draft of a release, whichever run made it, and makes it where there is none.</summary>
/// <param name="access">The way to the repository.</param>
/// <param name="options">What the release is to be.</param>
internal sealed class ReleaseDraft(GitHubAccess access, GitHubReleaseOptions options)
{
    /// <summary>What GitHub has for the tag. A release without a tag of ours is nobody's.</summary>
    public async Task<ReleasesOfTag> LookAsync(RepositoryApi api, CancellationToken cancellationToken) =>
        ReleasesOfTag.From(
            await api.Releases.OfTagAsync(options.Tag, cancellationToken).ConfigureAwait(false)
        );

    /// <summary>The draft, made where there is none; or what is published already.</summary>
    /// <exception cref="ReleaseRefusedException">Somebody else has made a draft, or GitHub refuses.</exception>
    public async Task<GitHubRelease> EnsureAsync(
        RepositoryApi api,
        StepContext context,
        CancellationToken cancellationToken
    )
    {
        var found = await LookAsync(api, cancellationToken).ConfigureAwait(false);
        if (found.Published is not null)
        {
            return found.Published;
        }

        Check(found);
        foreach (var twin in found.Drafts.Skip(1))
        {
            context.Issue(access.Request(HttpMethod.Delete, api, $"/releases/{twin.Id}"));
            await api.Releases.DeleteAsync(twin.Id, cancellationToken).ConfigureAwait(false);
        }

        var draft =
            found.Drafts.Count == 0
                ? await CreateAsync(api, context, cancellationToken).ConfigureAwait(false)
                : await TakeOverAsync(api, found.Drafts[0], context, cancellationToken).ConfigureAwait(false);
        context.Facts.Record(DraftStep.StepId, DraftStep.ReleaseFact, $"{draft.Id}");
        return draft;
    }

    /// <summary>Refuses where somebody else has a draft: its text is not ours to replace, and a second one would be one too many.</summary>
    /// <exception cref="ReleaseRefusedException">There is one.</exception>
    public void Check(ReleasesOfTag found)
    {
        if (found is { Foreign: { } foreign, Drafts.Count: 0, Published: null })
        {
            throw new ReleaseRefusedException(
                $"{access.Host} has a draft for {options.Tag} that no release of this tool made: {foreign.HtmlUrl}",
                "Move what you need of its text into the changelog, and delete it; or take the section github out of the configuration and publish it yourself."
            );
        }
    }

    private Task<GitHubRelease> CreateAsync(
        RepositoryApi api,
        StepContext context,
        CancellationToken cancellationToken
    )
    {
        context.Issue(access.Request(HttpMethod.Post, api, "/releases"));
        var release = new ReleaseChange
        {
            TagName = options.Tag,
            Name = options.Title,
            Body = DraftMarker.Put(ReleaseText.Fit(options.Notes()), context.Release.Id),
            Draft = true,
            Prerelease = options.Prerelease,
            GenerateReleaseNotes = options.GenerateNotes ? true : null,
        };
        return api.Releases.CreateAsync(
            release,
            async token =>
                (await LookAsync(api, token).ConfigureAwait(false)).Drafts is [var first, ..] ? first : null,
            cancellationToken
        );
    }

    /// <summary>A draft of this release stays as it is, so that what a person wrote into it stays; one of an earlier release is made ours.</summary>
    private async Task<GitHubRelease> TakeOverAsync(
        RepositoryApi api,
        GitHubRelease draft,
        StepContext context,
        CancellationToken cancellationToken
    )
    {
        if (DraftMarker.Read(draft.Body) == context.Release.Id)
        {
            return draft;
        }

        context.Issue(access.Request(HttpMethod.Patch, api, $"/releases/{draft.Id}"));
        var change = new ReleaseChange
        {
            Name = options.Title,
            Body = DraftMarker.Put(
                options.GenerateNotes ? draft.Body : ReleaseText.Fit(options.Notes()),
                context.Release.Id
            ),
            Prerelease = options.Prerelease,
        };
        return await api.Releases.ChangeAsync(draft.Id, change, cancellationToken).ConfigureAwait(false);
    }
}
