namespace Cake.Frosting.Release.Changelogs;

/// <summary>The addresses of Unreleased and of the new release, derived from those that the file has.</summary>
/// <param name="Unreleased">The new address of Unreleased; <c>null</c> where it stays.</param>
/// <param name="Release">The address of the new release; <c>null</c> where there is nothing to derive it from.</param>
internal sealed record ReleaseUrls(string? Unreleased, string? Release)
{
    private static readonly string[] Places =
    [
        "/-/commits/",
        "/-/tree/",
        "/commits/",
        "/commit/",
        "/tree/",
        "/compare/",
    ];

    /// <summary>Derives the addresses.</summary>
    /// <param name="unreleased">The address of Unreleased; <c>null</c> where it has none.</param>
    /// <param name="releases">The addresses of the two newest releases with their versions, the newest first.</param>
    /// <param name="release">The new release.</param>
    public static ReleaseUrls Derive(
        string? unreleased,
        IReadOnlyList<(string Version, string Url)> releases,
        ChangelogRelease release
    )
    {
        var previous = releases.Count > 0 ? releases[0].Url : null;
        var previousCompare = previous is null ? null : CompareLink.Read(previous);
        if (unreleased is not null && CompareLink.Read(unreleased) is { } compare)
        {
            // One release that links to its tag is the first one: it had nothing to be compared with.
            var linksToTags = releases.Count > 1 && releases.All(one => CompareLink.Read(one.Url) is null);
            return new ReleaseUrls(
                (compare with { Base = release.Tag }).ToString(),
                (linksToTags ? Substitute(releases, release) : null)
                    ?? (compare with { Head = release.Tag }).ToString()
            );
        }

        if (previous is not null)
        {
            return new ReleaseUrls(
                null,
                previousCompare is null
                    ? Substitute(releases, release)
                    : (previousCompare with { Base = previousCompare.Head, Head = release.Tag }).ToString()
            );
        }

        return unreleased is null ? new ReleaseUrls(null, null) : First(unreleased, release.Tag);
    }

    private static string? Substitute(
        IReadOnlyList<(string Version, string Url)> releases,
        ChangelogRelease release
    )
    {
        var (version, url) = releases[0];
        var bare = ChangelogSection.Bare(version).ToString();
        return url.Contains(bare, StringComparison.Ordinal)
            ? url.Replace(bare, ChangelogSection.Bare(release.Version).ToString(), StringComparison.Ordinal)
            : null;
    }

    private static ReleaseUrls First(string unreleased, string tag)
    {
        foreach (var place in Places)
        {
            var at = unreleased.IndexOf(place, StringComparison.Ordinal);
            if (at > 0)
            {
                var root = unreleased[..at];
                return place[1] == '-'
                    ? new ReleaseUrls($"{root}/-/compare/{tag}...HEAD", $"{root}/-/tags/{tag}")
                    : new ReleaseUrls($"{root}/compare/{tag}...HEAD", $"{root}/releases/tag/{tag}");
            }
        }

        return new ReleaseUrls(null, null);
    }
}
