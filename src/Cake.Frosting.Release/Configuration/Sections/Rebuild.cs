namespace Cake.Frosting.Release.Configuration;

/// <summary>What an empty database takes over from the old one.</summary>
[Section(
    "The new version begins with an empty database and fills it by itself: from a chain, a log, an archive. What it cannot find there the old version exports, once nobody writes any more, and the new one imports when it starts."
)]
[Needs("export", "file")]
[Needs("service", "export")]
[Needs("file", "export")]
[Needs("to", "file")]
public sealed record Rebuild
{
    /// <summary>The service in whose old version the export runs.</summary>
    [Setting(
        "The service in whose old version the export runs, in a container of its own.",
        Example = "orion_processor",
        RefersTo = "services",
        Kinds = [PlatformKind.Compose]
    )]
    public string? Service { get; init; }

    /// <summary>The command of the old version that exports.</summary>
    [Setting(
        "The command of the old version that exports what the new one cannot find elsewhere.",
        Example = "[npm, run, \"offchain-state:export\"]",
        Placeholders = true
    )]
    public CommandTemplate? Export { get; init; }

    /// <summary>The file that the export writes, relative to the directory of a version.</summary>
    [Setting(
        "The file that the export writes, relative to the directory of the old version. The service stays as it was unless it is there, has bytes in it and, where its name ends in .json, is JSON; it is kept with the backups.",
        Example = "db/export/export.json",
        Path = PathBase.Release
    )]
    public string? File { get; init; }

    /// <summary>Where the new version looks for it, relative to its directory; <c>null</c> for the same place.</summary>
    [Setting(
        "Where the new version looks for it, relative to its own directory; without it, at `file`.",
        Example = "db/export/export.json",
        Path = PathBase.Release
    )]
    public string? To { get; init; }

    /// <summary>The time after which the export has failed.</summary>
    [Setting("The time after which an export that has not ended has failed.", Example = "2h")]
    public TimeSpan Deadline { get; init; } = TimeSpan.FromHours(1);
}
