namespace Cake.Frosting.Release.Configuration;

/// <summary>Keys of an env file that have other values while maintenance is on.</summary>
[Section(
    "Keys of an env file that have other values while maintenance is on. Services read them when they start: the new version starts closed."
)]
public sealed record MaintenanceEnv
{
    /// <summary>The env file.</summary>
    [Setting("The env file.", Example = ".env", Path = PathBase.Project)]
    public required string File { get; init; }

    /// <summary>The keys and their values meanwhile.</summary>
    [Setting(
        "The keys and their values meanwhile; afterwards they have their old ones.",
        Example = "{ KILL_SWITCH_ON: \"true\" }",
        KeyPattern = Names.Variable,
        KeyHint = Names.VariableHint,
        Placeholders = true,
        AllowEmpty = true
    )]
    public required IReadOnlyDictionary<string, TextOrSecret> Set { get; init; }
}
