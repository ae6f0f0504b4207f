using Cake.Frosting.Release.Changelogs;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Git;
using Cake.Frosting.Release.Versions;

namespace Cake.Frosting.Release.Composing;

/// <summary>Where the entries of a release come from that nobody wrote into the changelog.</summary>
/// <param name="rooms">What the steps are made with.</param>
internal sealed class EntrySources(Rooms rooms)
{
    private readonly Configuration.Changelog section = rooms.Configuration.Changelog;

    /// <summary>The source for a release; <c>null</c> where only what people wrote counts.</summary>
    /// <param name="version">The version that is released.</param>
    public IEntrySource? For(string version) =>
        section.From switch
        {
            ChangelogSource.Commits => Commits(version),
            ChangelogSource.PullRequests => PullRequests(version),
            ChangelogSource.Fragments => Fragments(),
            ChangelogSource.None => null,
            _ => section.Fallback switch
            {
                ChangelogFallback.Commits => Commits(version),
                ChangelogFallback.PullRequests => PullRequests(version),
                ChangelogFallback.Fragments => Fragments(),
                _ => null,
            },
        };

    /// <summary>Whether the source is asked only where people wrote nothing.</summary>
    public bool IsFallback => section.From == ChangelogSource.Unreleased;

    /// <summary>Whether commits say how great a step a release is, besides what people wrote.</summary>
    public bool CountsCommits => section.From is ChangelogSource.Commits or ChangelogSource.PullRequests;

    /// <summary>The files with an entry each; <c>null</c> where there are none.</summary>
    public FragmentEntries? Fragments() =>
        section.From == ChangelogSource.Fragments
        || (IsFallback && section.Fallback == ChangelogFallback.Fragments)
            ? new FragmentEntries(
                rooms.Configuration.Git.Directory,
                Within.Repository(rooms.Configuration, section.Fragments, "changelog/fragments")
            )
            : null;

    private CommitEntries Commits(string version) =>
        new(rooms.Repository, token => RangeAsync(version, token), Options());

    private PullRequestEntries PullRequests(string version) =>
        new(rooms.Repository, token => RangeAsync(version, token), Options(), rooms.PullRequests);

    private EntryOptions Options()
    {
        try
        {
            return new EntryOptions
            {
                Sections = section.Sections,
                Template = new EntryTemplate(section.Entry),
            };
        }
        catch (ConfigurationException exception)
        {
            throw new ConfigurationException(
                $"{rooms.Configuration.SourceFile}: changelog/entry: {exception.Problem}",
                exception.WayOut
            );
        }
    }

    /// <summary>Since the last release; a release after its own pre-releases tells what they told, once more.</summary>
    private async Task<CommitRange> RangeAsync(string version, CancellationToken cancellationToken)
    {
        var isKnown = rooms.Scheme.TryParse(version, out var next, out _);
        var last = await new TaggedVersions(rooms.Repository, rooms.Scheme, rooms.Tags)
            .GreatestAsync(
                one => !isKnown || (one.CompareTo(next) < 0 && (next!.IsPrerelease || !one.IsPrerelease)),
                cancellationToken
            )
            .ConfigureAwait(false);
        return new CommitRange(last is null ? null : $"refs/tags/{rooms.Tags.TagOf(last.Text)}")
        {
            Paths = section.Paths,
        };
    }
}
