using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.GitHub;

/// <summary>Sees before anything is changed that the token may do what the release will ask of it.</summary>
/// <param name="access">The way to the repository.</param>
/// <param name="options">What the release is to be.</param>
internal sealed class AccessStep(GitHubAccess access, GitHubReleaseOptions options)
{
    /// <summary>The step's id.</summary>
    public const string StepId = "preflight/github";

    /// <summary>The step <c>preflight/github</c>.</summary>
    public Step Create() =>
        new()
        {
            Id = StepId,
            Stage = Stage.Preflight,
            Title = $"Check that {options.Tag} can be released on {access.Host}",
            Instructions = [access.Instruct(HttpMethod.Get, "", ["release", "list"])],
            RunsAgain = true,
            Act = (context, token) =>
                GitHubAccess.UnlessUnavailableAsync(
                    context,
                    () => ActAsync(context, token),
                    $"The release goes on, and {access.Host} is tried again before it is published there."
                ),
        };

    /// <summary>The same step where there is no token: skipped, with the reason.</summary>
    /// <param name="reason">Why, as a clause.</param>
    public static Step Skipped(string reason) =>
        new()
        {
            Id = StepId,
            Stage = Stage.Preflight,
            Title = "Release on GitHub",
            After = [],
            Probe = (_, _) => Task.FromResult(Probe.NotNeeded(reason)),
            Act = (_, _) => Task.CompletedTask,
        };

    private async Task ActAsync(StepContext context, CancellationToken cancellationToken)
    {
        var api = await access.OpenAsync(context, cancellationToken).ConfigureAwait(false);
        context.Issue(access.Request(HttpMethod.Get, api, ""));
        var info = await api.InfoAsync(cancellationToken).ConfigureAwait(false);
        if (info.Archived)
        {
            throw new ReleaseRefusedException(
                $"{info.FullName} is archived: {access.Host} takes no release for it.",
                "Take it out of the archive in its settings, or take the section github out of the configuration."
            );
        }

        if (info.Permissions is { Push: false })
        {
            throw new ReleaseRefusedException(
                $"The token in {access.Site.Token.Name} may read {info.FullName} and not write to it.",
                "Give it the permission contents=write (a classic token: the scope repo), or take another."
            );
        }

        var draft = new ReleaseDraft(access, options);
        draft.Check(await draft.LookAsync(api, cancellationToken).ConfigureAwait(false));
    }
}
