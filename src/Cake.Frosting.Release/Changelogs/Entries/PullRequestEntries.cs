using Cake.Frosting.Release.Git;

namespace Cake.Frosting.Release.Changelogs;

/// <summary>Makes entries of the pull requests that were merged or squashed.</summary>
/// <param name="repository">The repository.</param>
/// <param name="range">Finds the commits since the last release; only those of the branch itself are looked at.</param>
/// <param name="options">Which pull requests become entries, and how they are written.</param>
/// <param name="host">Knows labels and logins; <c>null</c> where git's own history has to do.</param>
public sealed class PullRequestEntries(
    GitRepository repository,
    Func<CancellationToken, Task<CommitRange>> range,
    EntryOptions options,
    IPullRequests? host = null
) : IEntrySource
{
    /// <summary>The label of what breaks, by any of the names that are in use.</summary>
    private static readonly string[] BreakingLabels = ["breaking", "breaking-change", "breaking change"];

    /// <inheritdoc/>
    public async Task<GeneratedEntries> ReadAsync(CancellationToken cancellationToken)
    {
        var since = (await range(cancellationToken).ConfigureAwait(false)) with { IsFirstParent = true };
        var commits = await repository.CommitsAsync(since, cancellationToken).ConfigureAwait(false);
        var merged = Reverts.Cancel(commits).Select(MergedRequest.Read).OfType<MergedRequest>().ToList();
        var details =
            host is null || merged.Count == 0
                ? new Dictionary<string, PullRequestDetails>()
                : await host.DescribeAsync(
                        [.. merged.Select(one => one.Number).Distinct()],
                        cancellationToken
                    )
                    .ConfigureAwait(false);
        return new GeneratedEntries(
            options.InOrder(
                merged
                    .Select(one => EntryOf(one, details.GetValueOrDefault(one.Number)))
                    .OfType<ChangelogEntry>()
            ),
            Origins.Of(merged.Count, "merged pull request", since)
        );
    }

    private ChangelogEntry? EntryOf(MergedRequest merged, PullRequestDetails? details)
    {
        var title = details?.Title ?? merged.Title;
        var conventional = ConventionalCommit.Read(title, merged.Commit.Message);
        var labels = details?.Labels ?? [];
        var isBreaking =
            conventional?.IsBreaking == true
            || labels.Any(label => BreakingLabels.Contains(label, StringComparer.OrdinalIgnoreCase));
        // A title says what was done whoever wrote it, so one without type or label is an entry all the same.
        var section =
            options.SectionOf(
                [
                    .. labels,
                    .. conventional is null ? Array.Empty<string>() : [conventional.Type],
                    .. conventional is null ? [EntryOptions.Other] : Array.Empty<string>(),
                ],
                isBreaking
            ) ?? (conventional is null && !IsLeftOut(labels) ? options.BreakingSection : null);
        return section is null
            ? null
            : new ChangelogEntry(
                section,
                options.Template.Write(
                    new EntryValues
                    {
                        Subject = conventional?.Description ?? title,
                        Type = conventional?.Type ?? "",
                        Scope = conventional?.Scope ?? "",
                        Hash = GitText.Short(merged.Commit.Id),
                        Number = merged.Number,
                        Author = details?.Author is { Length: > 0 } author ? author : merged.Commit.Author,
                        Note = conventional?.BreakingNote ?? "",
                        IsBreaking = isBreaking,
                    }
                )
            );
    }

    private bool IsLeftOut(IEnumerable<string> labels) =>
        labels
            .Append(EntryOptions.Other)
            .Any(label =>
                options.Sections.Any(one =>
                    one.Key.Equals(label, StringComparison.OrdinalIgnoreCase)
                    && one.Value == EntryOptions.LeftOut
                )
            );
}
