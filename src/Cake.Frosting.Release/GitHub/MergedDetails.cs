using System.Collections.Concurrent;
using System.Globalization;
using Cake.Frosting.Release.Git;

namespace Cake.Frosting.Release.GitHub;

/// <summary>
/// What is known about merged pull requests. Each is asked for once in a run: the preview, the edit and the check after
/// it say the same, whatever somebody does to a label in between.
/// </summary>
internal sealed class MergedDetails
{
    /// <summary>So many are asked for one by one; for more, lists are read, a hundred at a time.</summary>
    private const int Few = 10;

    // A number that nobody has is known, too.
    private readonly ConcurrentDictionary<string, PullRequestDetails?> known = new(StringComparer.Ordinal);

    /// <summary>What is known about each, without those that GitHub does not have.</summary>
    /// <exception cref="Errors.ReleaseRefusedException">GitHub cannot be asked.</exception>
    public async Task<IReadOnlyDictionary<string, PullRequestDetails>> OfAsync(
        RepositoryApi api,
        IReadOnlyCollection<string> numbers,
        CancellationToken cancellationToken
    )
    {
        if (Unknown(numbers).Count > Few)
        {
            // What was merged since the last release is mostly what changed last.
            await api
                .PullRequests.ClosedAsync(
                    1 + Unknown(numbers).Count / Few,
                    page =>
                    {
                        foreach (var one in page)
                        {
                            known[one.Number.ToString(CultureInfo.InvariantCulture)] = Read(one);
                        }

                        return Unknown(numbers).Count == 0;
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
        }

        foreach (var number in Unknown(numbers))
        {
            // In a history that came from elsewhere, a number may be nobody's.
            var one = await api.PullRequests.FindAsync(number, cancellationToken).ConfigureAwait(false);
            if (one is null && known.IsEmpty)
            {
                // Of a repository that the token may not see, nothing is there.
                await api.InfoAsync(cancellationToken).ConfigureAwait(false);
            }

            known[number] = one is null ? null : Read(one);
        }

        return numbers
            .Distinct()
            .Where(number => known[number] is not null)
            .ToDictionary(number => number, number => known[number]!, StringComparer.Ordinal);
    }

    private List<string> Unknown(IEnumerable<string> numbers) =>
        [.. numbers.Distinct().Where(number => !known.ContainsKey(number))];

    private static PullRequestDetails Read(GitHubPullRequest one) =>
        new(one.Title, one.User?.Login ?? "", [.. one.Labels.Select(label => label.Name)]);
}
