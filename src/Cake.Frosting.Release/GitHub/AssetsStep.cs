using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.GitHub;

/// <summary>Attaches the files to the draft. It has no undo of its own: they go with the draft.</summary>
/// <param name="access">The way to the repository.</param>
/// <param name="options">What the release is to be.</param>
internal sealed class AssetsStep(GitHubAccess access, GitHubReleaseOptions options)
{
    /// <summary>The step's id.</summary>
    public const string StepId = "backup/github-assets";

    private readonly ReleaseDraft draft = new(access, options);
    private readonly AssetUploads uploads = new(access, options);

    /// <summary>The step <c>backup/github-assets</c>.</summary>
    public Step Create() =>
        new()
        {
            Id = StepId,
            Stage = Stage.Backup,
            Title = $"Attach the files to the draft of {options.Tag}, and check that they arrived whole",
            Instructions =
            [
                access.Instruct(
                    HttpMethod.Post,
                    "/releases/‹release›/assets",
                    ["release", "upload", options.Tag, .. options.Assets]
                ),
            ],
            After = [DraftStep.StepId],
            Probe = (context, token) => GitHubAccess.ProbeAsync(() => ProbeAsync(context, token)),
            Act = (context, token) =>
                GitHubAccess.UnlessUnavailableAsync(
                    context,
                    () => ActAsync(context, token),
                    "The release goes on, and the files are attached before it is published."
                ),
        };

    private async Task<Probe> ProbeAsync(StepContext context, CancellationToken cancellationToken)
    {
        var api = await access.OpenAsync(context, cancellationToken).ConfigureAwait(false);
        var found = await draft.LookAsync(api, cancellationToken).ConfigureAwait(false);
        if (found.Published is not null)
        {
            return Probe.Done($"{options.Tag} is published with what it has");
        }

        if (found.Drafts.Count == 0)
        {
            return Probe.NotDone();
        }

        try
        {
            var missing = await uploads
                .MissingAsync(api, found.Drafts[0], cancellationToken)
                .ConfigureAwait(false);
            return missing.Count == 0 ? Probe.Done("every file is there whole") : Probe.NotDone();
        }
        catch (ReleaseRefusedException refusal) when (ApiErrors.StatusOf(refusal) is null)
        {
            // The files may still have to be built.
            return Probe.NotDone(refusal.Problem);
        }
    }

    private async Task ActAsync(StepContext context, CancellationToken cancellationToken)
    {
        var api = await access.OpenAsync(context, cancellationToken).ConfigureAwait(false);
        var release = await draft.EnsureAsync(api, context, cancellationToken).ConfigureAwait(false);
        if (release.Draft)
        {
            await uploads.EnsureAsync(api, release, context, cancellationToken).ConfigureAwait(false);
        }
    }
}
