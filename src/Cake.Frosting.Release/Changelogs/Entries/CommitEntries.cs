using Cake.Frosting.Release.Git;

namespace Cake.Frosting.Release.Changelogs;

/// <summary>Makes entries of Conventional Commits.</summary>
/// <param name="repository">The repository.</param>
/// <param name="range">Finds the commits since the last release.</param>
/// <param name="options">Which commits become entries, and how they are written.</param>
public sealed class CommitEntries(
    GitRepository repository,
    Func<CancellationToken, Task<CommitRange>> range,
    EntryOptions options
) : IEntrySource
{
    /// <inheritdoc/>
    public async Task<GeneratedEntries> ReadAsync(CancellationToken cancellationToken)
    {
        var since = await range(cancellationToken).ConfigureAwait(false);
        // What git has found is made an entry while it looks for the next; reverts are known only at the end.
        var entries = new List<ChangelogEntry?>();
        var commits = await repository
            .CommitsAsync(since, commit => entries.Add(EntryOf(commit)), cancellationToken)
            .ConfigureAwait(false);
        return new GeneratedEntries(Of(commits, entries), Origins.Of(commits.Count, "commit", since));
    }

    internal IReadOnlyList<ChangelogEntry> Of(IReadOnlyList<GitCommit> commits) =>
        Of(commits, [.. commits.Select(EntryOf)]);

    private IReadOnlyList<ChangelogEntry> Of(
        IReadOnlyList<GitCommit> commits,
        IReadOnlyList<ChangelogEntry?> entries
    )
    {
        var gone = Reverts.Cancelled(commits);
        return options.InOrder(entries.Where((_, i) => !gone.Contains(i)).OfType<ChangelogEntry>());
    }

    private ChangelogEntry? EntryOf(GitCommit commit)
    {
        var conventional = ConventionalCommit.Read(commit) ?? RevertOf(commit);
        var section = options.SectionOf(
            conventional?.Type ?? EntryOptions.Other,
            conventional?.IsBreaking ?? false
        );
        if (section is null)
        {
            return null;
        }

        var merged = MergedRequest.Read(commit);
        var subject = conventional?.Description ?? merged?.Title ?? commit.Subject;
        return new ChangelogEntry(
            section,
            options.Template.Write(
                new EntryValues
                {
                    Subject = WithoutNumber(subject, merged),
                    Type = conventional?.Type ?? "",
                    Scope = conventional?.Scope ?? "",
                    Hash = GitText.Short(commit.Id),
                    Number = merged?.Number ?? "",
                    Author = commit.Author,
                    Note = conventional?.BreakingNote ?? "",
                    IsBreaking = conventional?.IsBreaking ?? false,
                }
            )
        );
    }

    /// <summary>git's own revert of a commit that is released already, which is a change by itself.</summary>
    private static ConventionalCommit? RevertOf(GitCommit commit) =>
        commit.Subject.StartsWith("Revert \"", StringComparison.Ordinal)
            ? new ConventionalCommit("revert", "", commit.Subject, false)
            : null;

    private static string WithoutNumber(string subject, MergedRequest? merged) =>
        merged is not null && subject.EndsWith($" (#{merged.Number})", StringComparison.Ordinal)
            ? subject[..^(merged.Number.Length + 4)]
            : subject;
}
