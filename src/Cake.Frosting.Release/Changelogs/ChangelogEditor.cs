namespace Cake.Frosting.Release.Changelogs;

/// <summary>Works out what a release changes in a changelog: what people wrote there, and what is generated.</summary>
/// <param name="file">The changelog.</param>
/// <param name="release">The release.</param>
/// <param name="source">Has further entries; <c>null</c> where only what people wrote counts.</param>
/// <param name="onlyIfEmpty">Whether the source is asked only where people wrote nothing.</param>
public sealed class ChangelogEditor(
    ChangelogFile file,
    PlannedRelease release,
    IEntrySource? source = null,
    bool onlyIfEmpty = false
)
{
    /// <summary>The changelog.</summary>
    public ChangelogFile File => file;

    /// <summary>The release.</summary>
    public PlannedRelease Release => release;

    /// <summary>Whether entries are generated.</summary>
    internal bool HasSource => source is not null;

    /// <summary>The edit. Nothing is changed.</summary>
    /// <param name="today">The date of the release, where it has no other.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="Errors.ReleaseException">The changelog or the entries cannot be read, or there are none.</exception>
    public async Task<ReleaseEdit> EditAsync(DateOnly today, CancellationToken cancellationToken)
    {
        var changelog = file.Parse();
        var planned = new ChangelogRelease(release.Version, release.Tag, release.Date ?? today);
        if (source is null || changelog.Find(planned.Version, planned.Tag) is not null)
        {
            return new ReleaseEdit(changelog.Release(planned), []);
        }

        var generated =
            onlyIfEmpty && changelog.HasEntries
                ? GeneratedEntries.None
                : await source.ReadAsync(cancellationToken).ConfigureAwait(false);
        return !changelog.HasEntries && generated.Entries.Count == 0 && file.Options.RequireEntries
            ? throw new ChangelogErrors(file.Name).NothingGenerated(changelog.Unreleased, generated.Origin)
            : new ReleaseEdit(changelog.Release(planned, generated.Entries), generated.Consumed);
    }
}

/// <summary>What a release changes in a changelog, and the files that it takes the entries from.</summary>
/// <param name="Changelog">The edit of the changelog.</param>
/// <param name="Consumed">The files that are deleted.</param>
public sealed record ReleaseEdit(ChangelogEdit Changelog, IReadOnlyList<Fragment> Consumed);
