namespace Cake.Frosting.Release.Configuration;

/// <summary>Where the release notes come from.</summary>
[Section("Where the release notes come from.")]
public sealed record Changelog
{
    /// <summary>The changelog.</summary>
    [Setting("The changelog.", Example = "docs/CHANGELOG.md", Path = PathBase.Project)]
    public string File { get; init; } = "CHANGELOG.md";

    /// <summary>Whether there is one.</summary>
    [Setting("Where the entries of a release are taken from.", Example = "none")]
    public ChangelogSource From { get; init; } = ChangelogSource.File;

    /// <summary>The heading over the entries that are not released yet.</summary>
    [Setting(
        "The heading over the entries that are not released yet; without it, the usual ones are recognized.",
        Example = "Upcoming"
    )]
    public string? Unreleased { get; init; }

    /// <summary>Whether a release without entries is refused.</summary>
    [Setting("Whether a release without entries is refused.", Example = "false")]
    public bool RequireEntries { get; init; } = true;
}
