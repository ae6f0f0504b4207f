namespace Cake.Frosting.Release.Configuration;

/// <summary>A command of the project's own in the chain.</summary>
[Section("A command of your own in the chain; it runs in the directory of the release.")]
public sealed record Hook
{
    /// <summary>Its name.</summary>
    [Setting("Its name, for plan and report.", Example = "warm the cache", IsUnique = true)]
    public required string Name { get; init; }

    /// <summary>The command.</summary>
    [Setting(
        "The program and its arguments, as a list; there is no shell.",
        Example = "[./warm-cache, \"{version}\"]",
        Placeholders = true
    )]
    public required CommandTemplate Command { get; init; }

    /// <summary>The command that takes it back.</summary>
    [Setting(
        "The command that takes it back when the release is rolled back.",
        Example = "[./clear-cache]",
        Placeholders = true
    )]
    public CommandTemplate? Undo { get; init; }

    /// <summary>The service that it runs in; <c>null</c> for this machine.</summary>
    [Setting(
        "The service in whose new image it runs, in a container of its own; likewise `undo`.",
        Example = "api",
        RefersTo = "services",
        Kinds = [PlatformKind.Compose]
    )]
    public string? Service { get; init; }

    /// <summary>The time after which it has failed.</summary>
    [Setting("The time after which a command that has not ended has failed.", Example = "30s")]
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(5);
}
