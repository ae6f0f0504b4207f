namespace Cake.Frosting.Release.Configuration;

/// <summary>Where the release notes come from.</summary>
[Section("Where the release notes come from.")]
public sealed record Changelog
{
    /// <summary>The changelog.</summary>
    [Setting("The changelog.", Example = "docs/CHANGELOG.md", Path = PathBase.Project)]
    public string File { get; init; } = "CHANGELOG.md";

    /// <summary>Whether there is one.</summary>
    [Setting("Where the entries of a release are taken from.", Example = "commits")]
    public ChangelogSource From { get; init; } = ChangelogSource.Unreleased;

    /// <summary>Where entries are taken from when nobody wrote any.</summary>
    [Setting(
        "Where entries are taken from when nothing is written under Unreleased; without it, such a release is refused.",
        Example = "commits"
    )]
    public ChangelogFallback? Fallback { get; init; }

    /// <summary>The heading over the entries that are not released yet.</summary>
    [Setting(
        "The heading over the entries that are not released yet; without it, the usual ones are recognized.",
        Example = "Upcoming"
    )]
    public string? Unreleased { get; init; }

    /// <summary>Whether a release without entries is refused.</summary>
    [Setting("Whether a release without entries is refused.", Example = "false")]
    public bool RequireEntries { get; init; } = true;

    /// <summary>Whether subsections without entries stay in the new release.</summary>
    [Setting("Whether subsections without entries stay in the section of the release.", Example = "true")]
    public bool KeepEmptySections { get; init; }

    /// <summary>The subsection of each type of commit and each label.</summary>
    [Setting(
        "The subsection of each type of Conventional Commits and each label of pull requests, in the changelog's order; 'none' leaves out, 'other' is everything without either. Types that are not named are left out, unless they break something.",
        Example = "{feat: Added, deps: Changed, fix: Fixed, skip-changelog: none}"
    )]
    public IReadOnlyDictionary<string, string> Sections { get; init; } =
        new Dictionary<string, string>
        {
            ["feat"] = "Added",
            ["perf"] = "Changed",
            ["revert"] = "Changed",
            ["fix"] = "Fixed",
            ["security"] = "Security",
        };

    /// <summary>How a generated entry is written.</summary>
    [Setting(
        "How a generated entry is written: Markdown with {subject}, {scope}, {type}, {hash}, {number}, {reference} (the number or else the hash), {author}, {breaking} and {note}; {before|name|after} is left out where the value is empty, and $ in it is the value again.",
        Example = "\"{breaking}{subject}{ ([#|number|](https://git.example.org/shop/pulls/$))}\""
    )]
    public string Entry { get; init; } = "{breaking}{**|scope|:** }{subject}{: |note|}{ (|reference|)}";

    /// <summary>Only commits that touch one of these count.</summary>
    [Setting(
        "Only commits that touch one of these count, as paths from the directory of the checkout: for one of several projects in a repository.",
        Example = "[services/shop, libraries/money]"
    )]
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>The directory of the files with an entry each.</summary>
    [Setting(
        "The directory of the files with an entry each, named NUMBER.TYPE.md or NAME.TYPE.md with a type of added, changed, deprecated, removed, fixed or security.",
        Example = "docs/changes",
        Path = PathBase.Project
    )]
    public string Fragments { get; init; } = "changelog.d";
}
