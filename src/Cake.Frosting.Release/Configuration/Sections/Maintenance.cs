namespace Cake.Frosting.Release.Configuration;

/// <summary>One way in which the service is closed while it is released.</summary>
[Section(
    "One way in which users are kept out while the service is released: on before the stop, off after the checks. What was on before the release stays on."
)]
[ExactlyOneOf("on", "page", "env")]
[Needs("on", "off")]
[Excludes("page", "off")]
[Excludes("env", "off")]
[Excludes("page", "proof")]
[Excludes("env", "proof")]
public sealed record Maintenance
{
    /// <summary>Its name, where there is more than one.</summary>
    [Setting("Its name, where there is more than one.", Example = "kill switch", IsUnique = true)]
    public string? Name { get; init; }

    /// <summary>Switches it on.</summary>
    [Setting("Switches it on.")]
    public MaintenanceAction? On { get; init; }

    /// <summary>Switches it off.</summary>
    [Setting("Switches it off.")]
    public MaintenanceAction? Off { get; init; }

    /// <summary>A file that the server in front looks at.</summary>
    [Setting(
        "A page that is there while maintenance is on, for a server in front that outlives the services."
    )]
    public MaintenancePage? Page { get; init; }

    /// <summary>Keys of an env file.</summary>
    [Setting("Keys of an env file that have other values while maintenance is on.")]
    public MaintenanceEnv? Env { get; init; }

    /// <summary>Tells whether it is on.</summary>
    [Setting(
        "What holds while it is on: with it the release proves that it is, and leaves on what it found on."
    )]
    public Until? Check { get; init; }

    /// <summary>What users see while it is on.</summary>
    [Setting(
        "What users see while it is on, whoever has switched it on: waited for once the release has switched it on, and looked at again when it is off. For where `check` asks for the release's own record."
    )]
    public Until? Proof { get; init; }
}
