using Cake.Frosting.Release.Changelogs;
using Cake.Frosting.Release.Git;
using Cake.Frosting.Release.Steps;
using Cake.Frosting.Release.VersionFiles;

namespace Cake.Frosting.Release.Composing;

/// <summary>What a release edits in the work tree before it commits.</summary>
/// <param name="changelog">The edit of the changelog; <c>null</c> where there is none.</param>
/// <param name="versions">The edits of the version files.</param>
/// <param name="fragments">The files that the changelog's entries come from; <c>null</c> where there are none.</param>
internal sealed class ReleaseEdits(
    ChangelogStep? changelog,
    IReadOnlyList<VersionFileStep> versions,
    FragmentEntries? fragments
)
{
    /// <summary>The steps.</summary>
    public IReadOnlyList<Step> Steps { get; } =
    [
        .. changelog is null ? Array.Empty<Step>() : [changelog.Create()],
        .. versions.Select(version => version.Create()),
    ];

    /// <summary>Whether nothing is left to edit.</summary>
    public async Task<bool> ArePreparedAsync(Facts facts, CancellationToken cancellationToken) =>
        versions.All(version => version.IsDone())
        && (
            changelog is null
            || await changelog.IsPreparedAsync(facts, cancellationToken).ConfigureAwait(false)
        );

    /// <summary>The files that the release has deleted, or is going to delete.</summary>
    public IReadOnlyList<string> Deleted(Facts facts) =>
        changelog?.Consumed(facts) is { Count: > 0 } consumed ? consumed : fragments?.Files ?? [];

    /// <summary>What an interrupted run may have left changed.</summary>
    public IReadOnlyList<OwnEdit> OwnEdits(Facts facts) =>
        [.. changelog?.OwnEdits(facts) ?? [], .. versions.SelectMany(version => version.OwnEdits(facts))];
}
