namespace Cake.Frosting.Release.Configuration;

/// <summary>How versions are counted.</summary>
[Section("How versions are counted.")]
public sealed record VersionSettings
{
    /// <summary>The scheme.</summary>
    [Setting(
        "The scheme of the versions; a recipe that brings its own comes before it.",
        Example = "calendar"
    )]
    public VersionScheme Scheme { get; init; } = VersionScheme.Semver;

    /// <summary>The form of a calendar version.</summary>
    [Setting(
        "The form of a calendar version: YYYY, YY, 0Y, MM, 0M, WW, 0W, DD, 0D, and MICRO for a count that begins at 0 with every date; without MICRO a second release at one date gets a count behind it.",
        Example = "YY.MM"
    )]
    public string Format { get; init; } = "YYYY.MM.MICRO";

    /// <summary>What stands between the two numbers of major-minor.</summary>
    [Setting(
        "What stands between the two numbers of the scheme major-minor.",
        Example = "\".\"",
        Pattern = "^[-._]$",
        Hint = "one of - . _"
    )]
    public string Separator { get; init; } = "-";

    /// <summary>The first version.</summary>
    [Setting(
        "The version of the first release, where no tag exists; the calendar has its own.",
        Example = "1.0.0",
        Pattern = "^[0-9A-Za-z][0-9A-Za-z.+_-]*$",
        Hint = "a version of the scheme, such as 1.0.0"
    )]
    public string Initial { get; init; } = "0.1.0";

    /// <summary>The files that name the version.</summary>
    [Setting("The files that name the version, set in place as part of the release commit.")]
    public IReadOnlyList<VersionFile> Files { get; init; } = [];
}
