namespace Cake.Frosting.Release.Configuration;

/// <summary>How maintenance mode is switched.</summary>
[Section("How maintenance mode is switched on before the stop and off after the checks.")]
public sealed record Maintenance
{
    /// <summary>Switches it on.</summary>
    [Setting("Switches maintenance mode on.")]
    public required MaintenanceAction On { get; init; }

    /// <summary>Switches it off.</summary>
    [Setting("Switches maintenance mode off.")]
    public required MaintenanceAction Off { get; init; }

    /// <summary>Tells whether it is on.</summary>
    [Setting(
        "Tells whether maintenance mode is on: the command ends with 0, or the address answers with 2xx."
    )]
    public MaintenanceAction? Check { get; init; }
}
