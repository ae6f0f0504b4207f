namespace Cake.Frosting.Release.Configuration;

/// <summary>How versions are counted.</summary>
[Section("How versions are counted.")]
public sealed record VersionSettings
{
    /// <summary>The scheme.</summary>
    [Setting("The scheme of the versions.", Example = "semver")]
    public VersionScheme Scheme { get; init; } = VersionScheme.Semver;

    /// <summary>The first version.</summary>
    [Setting(
        "The version of the first release, where no tag exists.",
        Example = "1.0.0",
        Pattern = @"^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(-[0-9A-Za-z.-]+)?$",
        Hint = "a semantic version such as 1.0.0"
    )]
    public string Initial { get; init; } = "0.1.0";
}
