using System.Globalization;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.GitHub;

/// <summary>Refuses to release a commit that CI has not found good.</summary>
/// <param name="access">The way to the repository.</param>
/// <param name="commit">Tells the commit.</param>
/// <param name="options">What CI must have said.</param>
internal sealed class ChecksStep(
    GitHubAccess access,
    Func<CancellationToken, Task<string?>> commit,
    ChecksOptions options
)
{
    /// <summary>The step's id.</summary>
    public const string StepId = "preflight/github-checks";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    /// <summary>The step <c>preflight/github-checks</c>. It does not run again: the commit that a release makes has no checks yet.</summary>
    public Step Create() =>
        new()
        {
            Id = StepId,
            Stage = Stage.Preflight,
            Title = "Check that CI found the commit good",
            Instructions =
            [
                access.Instruct(HttpMethod.Get, "/commits/‹commit›/status", ["pr", "checks"]) with
                {
                    Text =
                        $"GET {RepositoryApi.At(access.Site, access.Shown, "/commits/‹commit›/status").OriginalString} and /check-runs: every one must be green",
                },
            ],
            Act = ActAsync,
        };

    private async Task ActAsync(StepContext context, CancellationToken cancellationToken)
    {
        var id =
            await commit(cancellationToken).ConfigureAwait(false)
            ?? throw new ReleaseRefusedException(
                "There is no commit to ask CI about.",
                "Commit something first."
            );
        var api = await access.OpenAsync(context, cancellationToken).ConfigureAwait(false);
        context.Issue(access.Request(HttpMethod.Get, api, $"/commits/{id}/status"));
        context.Issue(access.Request(HttpMethod.Get, api, $"/commits/{id}/check-runs"));
        var start = context.Time.GetTimestamp();
        while (true)
        {
            var notGreen = await LookAsync(api, id, cancellationToken).ConfigureAwait(false);
            if (notGreen.Count == 0)
            {
                return;
            }

            var left = options.Wait - context.Time.GetElapsedTime(start);
            if (left <= TimeSpan.Zero || notGreen.Any(each => !each.MayTurnGreen))
            {
                throw Refuse(id, notGreen);
            }

            context.Progress($"waits for {string.Join(", ", notGreen.Select(each => each.Name))}");
            await Task.Delay(left < Interval ? left : Interval, context.Time, cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<NotGreen>> LookAsync(
        RepositoryApi api,
        string id,
        CancellationToken cancellationToken
    ) =>
        ChecksVerdict.Judge(
            await api.ChecksAsync(id, cancellationToken).ConfigureAwait(false)
                ?? throw new ReleaseRefusedException(
                    $"{api.Repository} on {access.Host} does not have the commit {id[..Math.Min(8, id.Length)]}, so CI has not seen it.",
                    "Push it, wait for CI, and run this again."
                ),
            options
        );

    private ReleaseRefusedException Refuse(string id, IReadOnlyList<NotGreen> notGreen)
    {
        var all = string.Concat(notGreen.Select(each => $"{Environment.NewLine}  {each}"));
        var waited =
            options.Wait > TimeSpan.Zero
                ? string.Create(CultureInfo.InvariantCulture, $" after {options.Wait.TotalSeconds:0} s")
                : "";
        return new ReleaseRefusedException(
            $"CI has not found the commit {id[..Math.Min(8, id.Length)]} good{waited}:{all}",
            notGreen.All(each => each.MayTurnGreen)
                ? "Run this again when they have ended, or let it wait for them: github/checks/wait. Without CI: github/checks/requireGreen: false"
                : "Mend what they found. One that does not matter can be named in github/checks/ignore."
        );
    }
}
