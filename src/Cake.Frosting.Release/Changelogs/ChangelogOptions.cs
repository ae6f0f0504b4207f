namespace Cake.Frosting.Release.Changelogs;

/// <summary>How a changelog is read and edited.</summary>
public sealed record ChangelogOptions
{
    /// <summary>The default.</summary>
    public static ChangelogOptions Default { get; } = new();

    /// <summary>Further headings that mean Unreleased, besides the spellings that are known; case does not matter.</summary>
    public IReadOnlyList<string> UnreleasedNames { get; init; } = [];

    /// <summary>
    /// Whether a word of a heading is a version of the project's own scheme, besides the forms that are known;
    /// <c>null</c> where there is no such scheme. Only words with a digit are asked about.
    /// </summary>
    public Func<string, bool>? IsVersion { get; init; }

    /// <summary>Whether subsections without entries stay in the new release's section.</summary>
    public bool KeepEmptySubsections { get; init; }

    /// <summary>Whether a release needs an Unreleased section with entries.</summary>
    public bool RequireEntries { get; init; } = true;
}
