using Cake.Frosting.Release.Changelogs;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Git;

namespace Cake.Frosting.Release.Versions;

/// <summary>
/// Finds the version of a release: <c>--version</c> before a release that was begun at this commit before
/// <c>--bump</c> before the unreleased entries of the changelog before the commits.
/// </summary>
/// <param name="repository">The repository.</param>
/// <param name="changelog">The changelog; <c>null</c> where the project has none.</param>
/// <param name="request">How the version is found.</param>
public sealed class VersionResolver(GitRepository repository, Changelog? changelog, VersionRequest request)
{
    private readonly TaggedVersions tags = new(repository, request.Scheme, request.Tags);

    /// <summary>The version to release.</summary>
    /// <param name="lastLiveVersion">The version that runs now; <c>null</c> where none does.</param>
    /// <param name="cancellationToken">Ends the commands.</param>
    /// <exception cref="ReleaseRefusedException">
    /// The version is malformed, exists at another commit, or is not greater than the last; or there is nothing to release.
    /// </exception>
    public async Task<VersionDecision> ResolveAsync(
        string? lastLiveVersion,
        CancellationToken cancellationToken = default
    )
    {
        var live = lastLiveVersion is null ? null : ReadLoosely(lastLiveVersion);
        var tagged = await tags.GreatestAsync(null, cancellationToken).ConfigureAwait(false);
        if (tagged is null && live is null)
        {
            await CheckPrefixAsync(cancellationToken).ConfigureAwait(false);
        }

        var last = Greater(live, tagged);
        if (request.Version is not null)
        {
            return await ExplicitAsync(request.Version, live, last, cancellationToken).ConfigureAwait(false);
        }

        var decision =
            await BegunAsync(live, last, cancellationToken).ConfigureAwait(false)
            ?? Planned(last)
            ?? (request.Bump is { } bump ? NextVersion.ByBump(request, last, bump) : null)
            ?? await ByChangesAsync(last, tagged, cancellationToken).ConfigureAwait(false);
        return decision.IsContinued
            ? decision
            : await CheckedAsync(decision, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A repository whose tags have a v where none is expected, or none where one is, has had releases all the same.</summary>
    private async Task CheckPrefixAsync(CancellationToken cancellationToken)
    {
        var (ours, theirs) = (request.Tags.Prefix, request.Tags.Prefix == "v" ? "" : "v");
        if (ours is not ("" or "v") || request.Tags.Suffix.Length > 0)
        {
            return;
        }

        var other = new TagPattern($"{theirs}{{version}}");
        var found = await new TaggedVersions(repository, request.Scheme, other)
            .GreatestAsync(null, cancellationToken)
            .ConfigureAwait(false);
        if (found is not null)
        {
            throw VersionErrors.OtherPrefix(ours, theirs, other.TagOf(found.Text));
        }
    }

    private async Task<VersionDecision> ExplicitAsync(
        string text,
        IReleaseVersion? live,
        IReleaseVersion? last,
        CancellationToken cancellationToken
    )
    {
        var version = VersionErrors.Parse(request.Scheme, text, "--version");
        var head = await repository.CommitOfAsync("HEAD", cancellationToken).ConfigureAwait(false);
        var tag = request.Tags.TagOf(version.Text);
        var commit = await repository.CommitOfTagAsync(tag, cancellationToken).ConfigureAwait(false);
        if (live is not null && version.CompareTo(live) == 0)
        {
            throw VersionErrors.Live(version);
        }

        if (commit is not null && commit == head)
        {
            return NextVersion.Decide(
                request,
                version,
                live,
                $"given by --version, and the tag {tag} is at this commit",
                true
            );
        }

        if (commit is not null)
        {
            throw VersionErrors.Tagged(tag, commit);
        }

        return last is null || version.CompareTo(last) > 0
            ? NextVersion.Decide(request, version, last, "given by --version")
            : throw VersionErrors.NotGreater(version, last);
    }

    /// <summary>A release that was begun at this commit and is not live yet: the same version again.</summary>
    private async Task<VersionDecision?> BegunAsync(
        IReleaseVersion? live,
        IReleaseVersion? last,
        CancellationToken cancellationToken
    )
    {
        if (await repository.CommitOfAsync("HEAD", cancellationToken).ConfigureAwait(false) is null)
        {
            return null;
        }

        var tagged = await tags.AtHeadAsync(cancellationToken).ConfigureAwait(false);
        if (tagged is not null && (live is null || tagged.CompareTo(live) > 0))
        {
            var tag = request.Tags.TagOf(tagged.Text);
            return NextVersion.Decide(
                request,
                tagged,
                live,
                $"the tag {tag} is at this commit and {tagged.Text} is not live yet",
                true
            );
        }

        if (
            changelog is null
            || changelog.HasEntries
            || changelog.Latest?.Version is not { } written
            || !TryReadLoosely(written, out var version)
            || (last is not null && version!.CompareTo(last) <= 0)
        )
        {
            return null;
        }

        return NextVersion.Decide(
            request,
            version!,
            last,
            $"{changelog.File} has a section for it and there is no tag {request.Tags.TagOf(version!.Text)} yet",
            true
        );
    }

    /// <summary>The version that the heading of Unreleased names.</summary>
    private VersionDecision? Planned(IReleaseVersion? last)
    {
        if (request.Bump is not null || changelog?.Unreleased is not { Version: { } planned } unreleased)
        {
            return null;
        }

        return
            !TryReadLoosely(planned, out var version) || (last is not null && version!.CompareTo(last) <= 0)
            ? null
            : NextVersion.Decide(
                request,
                version!,
                last,
                $"{changelog.File} plans it in line {unreleased.Line}"
            );
    }

    private async Task<VersionDecision> ByChangesAsync(
        IReleaseVersion? last,
        IReleaseVersion? tagged,
        CancellationToken cancellationToken
    )
    {
        var written = BumpReason.Greater(
            changelog is null ? null : ChangelogBump.Of(changelog),
            request.Written
        );
        if (written is not null && !request.CountsCommits)
        {
            return NextVersion.ByChanges(request, last, written);
        }

        var tag = tagged is null ? null : request.Tags.TagOf(tagged.Text);
        var range = new CommitRange(tag is null ? null : $"refs/tags/{tag}") { Paths = request.Paths };
        var commits = await repository.CommitsAsync(range, cancellationToken).ConfigureAwait(false);
        var committed = CommitBump.Of(Reverts.Cancel(commits), tag);
        return BumpReason.Greater(written, committed) is { } reason
            ? NextVersion.ByChanges(request, last, reason)
            : throw VersionErrors.Nothing(tag);
    }

    private async Task<VersionDecision> CheckedAsync(
        VersionDecision decision,
        CancellationToken cancellationToken
    ) =>
        await repository.CommitOfTagAsync(decision.Tag, cancellationToken).ConfigureAwait(false) is { } commit
            ? throw VersionErrors.Tagged(decision.Tag, commit)
            : decision;

    private static IReleaseVersion? Greater(IReleaseVersion? left, IReleaseVersion? right) =>
        left is null ? right
        : right is null ? left
        : left.CompareTo(right) >= 0 ? left
        : right;

    /// <summary>A version as it may be written elsewhere: with the tag's prefix, or with a v.</summary>
    private bool TryReadLoosely(string text, out IReleaseVersion? version) =>
        request.Scheme.TryParse(text, out version, out _)
        || request.Scheme.TryParse(
            request.Tags.VersionOf(text) ?? text.TrimStart('v', 'V'),
            out version,
            out _
        );

    private IReleaseVersion ReadLoosely(string text) =>
        TryReadLoosely(text, out var version)
            ? version!
            : VersionErrors.Parse(request.Scheme, text, "the version that is live");
}
