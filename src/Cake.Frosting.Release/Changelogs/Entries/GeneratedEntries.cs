namespace Cake.Frosting.Release.Changelogs;

/// <summary>The entries that a source has for a release.</summary>
/// <param name="Entries">The entries, in the order in which they are to be written.</param>
/// <param name="Origin">Where they are from, for messages: <c>12 commits since v1.3.0</c>.</param>
public sealed record GeneratedEntries(IReadOnlyList<ChangelogEntry> Entries, string Origin)
{
    /// <summary>Nothing, from nowhere.</summary>
    public static GeneratedEntries None { get; } = new([], "");

    /// <summary>The files that the release deletes, as their text is in the changelog from then on.</summary>
    public IReadOnlyList<Fragment> Consumed { get; init; } = [];
}
