namespace Cake.Frosting.Release.Configuration;

/// <summary>What keeps the services running.</summary>
[Section("What keeps the services running, and where.")]
public sealed record Platform
{
    /// <summary>The kind of platform.</summary>
    [Setting("The kind of platform.", Example = "processes")]
    public PlatformKind Kind { get; init; } = PlatformKind.Processes;

    /// <summary>The directory that holds releases/, current and shared.</summary>
    [Setting(
        "The directory that holds releases/, current and shared/.",
        Example = "/srv/shop",
        Path = PathBase.Project
    )]
    public string Directory { get; init; } = ".";

    /// <summary>How many old releases are kept beside the running one.</summary>
    [Setting(
        "How many old releases are kept in releases/ beside the running one.",
        Example = "10",
        Minimum = 2,
        Maximum = 1000
    )]
    public int Keep { get; init; } = 5;
}
