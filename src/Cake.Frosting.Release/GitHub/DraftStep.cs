using System.Globalization;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.GitHub;

/// <summary>
/// Drafts the release before the service stops, so that what GitHub would refuse is refused while the old version
/// serves. Nobody but those who can push sees a draft.
/// </summary>
/// <param name="access">The way to the repository.</param>
/// <param name="options">What the release is to be.</param>
internal sealed class DraftStep(GitHubAccess access, GitHubReleaseOptions options)
{
    /// <summary>The step's id.</summary>
    public const string StepId = "backup/github-draft";

    internal const string ReleaseFact = "release";
    private readonly ReleaseDraft draft = new(access, options);

    /// <summary>The step <c>backup/github-draft</c>.</summary>
    public Step Create() =>
        new()
        {
            Id = StepId,
            Stage = Stage.Backup,
            Title = $"Draft the release {options.Tag} on {access.Host}",
            Instructions =
            [
                access.Instruct(
                    HttpMethod.Post,
                    "/releases",
                    [
                        "release",
                        "create",
                        options.Tag,
                        "--draft",
                        "--verify-tag",
                        "--title",
                        options.Title,
                        "--notes-file",
                        "NOTES.md",
                    ]
                ),
            ],
            Probe = (context, token) => GitHubAccess.ProbeAsync(() => ProbeAsync(context, token)),
            Act = (context, token) =>
                GitHubAccess.UnlessUnavailableAsync(
                    context,
                    async () =>
                        await draft
                            .EnsureAsync(
                                await access.OpenAsync(context, token).ConfigureAwait(false),
                                context,
                                token
                            )
                            .ConfigureAwait(false),
                    "The release goes on, and the draft is made before it is published."
                ),
            Undo = new Undo
            {
                Title = $"Delete the draft of {options.Tag} on {access.Host}",
                Instructions =
                [
                    access.Instruct(
                        HttpMethod.Delete,
                        "/releases/‹release›",
                        ["release", "delete", options.Tag, "--yes"]
                    ),
                ],
                Act = UndoAsync,
            },
        };

    private async Task<Probe> ProbeAsync(StepContext context, CancellationToken cancellationToken)
    {
        var api = await access.OpenAsync(context, cancellationToken).ConfigureAwait(false);
        var found = await draft.LookAsync(api, cancellationToken).ConfigureAwait(false);
        draft.Check(found);
        return found.Published is { } published
                ? Probe.Done($"{options.Tag} is published: {published.HtmlUrl}")
            : found.Drafts is [var only] && DraftMarker.Read(only.Body) == context.Release.Id
                ? Probe.Done($"the draft is at {only.HtmlUrl}")
            : Probe.NotDone();
    }

    private async Task UndoAsync(StepContext context, CancellationToken cancellationToken)
    {
        var api = await access.OpenAsync(context, cancellationToken).ConfigureAwait(false);
        var found = await draft.LookAsync(api, cancellationToken).ConfigureAwait(false);
        foreach (var ours in found.Drafts.Where(each => DraftMarker.Read(each.Body) == context.Release.Id))
        {
            context.Issue(access.Request(HttpMethod.Delete, api, $"/releases/{ours.Id}"));
            await api.Releases.DeleteAsync(ours.Id, cancellationToken).ConfigureAwait(false);
        }

        var made = context.Facts.Find(StepId, ReleaseFact);
        if (found.Published is { } published && published.Id.ToString(CultureInfo.InvariantCulture) == made)
        {
            context.Warn(
                $"The release {options.Tag} on {access.Host} is published and stays: {published.HtmlUrl}. "
                    + $"Say there that it was taken back, or delete it: gh release delete {options.Tag} --repo {api.Repository}"
            );
        }
    }
}
