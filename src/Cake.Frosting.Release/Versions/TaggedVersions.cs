using Cake.Frosting.Release.Git;

namespace Cake.Frosting.Release.Versions;

/// <summary>The versions that the tags of a repository name.</summary>
/// <param name="repository">The repository.</param>
/// <param name="scheme">How the project numbers its versions.</param>
/// <param name="tags">How tags are named.</param>
public sealed class TaggedVersions(GitRepository repository, IVersionScheme scheme, TagPattern tags)
{
    /// <summary>
    /// So many of the greatest tags are looked at one by one, which is quick: the first one is the last release
    /// unless other branches are ahead. After that git walks the history once for all tags.
    /// </summary>
    private const int LookedAt = 3;

    /// <summary>The greatest version that is tagged on an ancestor of HEAD, or on HEAD; <c>null</c> where none is.</summary>
    /// <param name="counts">Whether a version counts; all do unless given.</param>
    /// <param name="cancellationToken">Ends the commands.</param>
    public async Task<IReleaseVersion?> GreatestAsync(
        Func<IReleaseVersion, bool>? counts = null,
        CancellationToken cancellationToken = default
    )
    {
        if (await repository.CommitOfAsync("HEAD", cancellationToken).ConfigureAwait(false) is null)
        {
            return null;
        }

        var names = await repository
            .TagsAsync(tags.Prefix, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        var known = Versions(names, counts).OrderDescending().ToList();
        foreach (var version in known.Take(LookedAt))
        {
            var tag = $"refs/tags/{tags.TagOf(version.Text)}";
            if (await repository.IsAncestorAsync(tag, "HEAD", cancellationToken).ConfigureAwait(false))
            {
                return version;
            }
        }

        return known.Count <= LookedAt
            ? null
            : Versions(
                    await repository.TagsAsync(tags.Prefix, "HEAD", cancellationToken).ConfigureAwait(false),
                    counts
                )
                .Max();
    }

    /// <summary>The greatest version that is tagged on HEAD itself; <c>null</c> where none is.</summary>
    /// <param name="cancellationToken">Ends the command.</param>
    public async Task<IReleaseVersion?> AtHeadAsync(CancellationToken cancellationToken = default) =>
        Versions(
                await repository.TagsAtAsync(tags.Prefix, "HEAD", cancellationToken).ConfigureAwait(false),
                null
            )
            .Max();

    private IEnumerable<IReleaseVersion> Versions(
        IEnumerable<string> names,
        Func<IReleaseVersion, bool>? counts
    )
    {
        foreach (var name in names)
        {
            if (
                tags.VersionOf(name) is { } text
                && scheme.TryParse(text, out var version, out _)
                && (counts is null || counts(version))
            )
            {
                yield return version;
            }
        }
    }
}
