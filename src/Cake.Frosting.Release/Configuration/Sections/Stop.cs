namespace Cake.Frosting.Release.Configuration;

/// <summary>How a service is stopped.</summary>
[Section("How a service is stopped.")]
public sealed record Stop
{
    /// <summary>The signal that asks it to end.</summary>
    [Setting("The signal that asks it to end.", Example = "INT", Kinds = [PlatformKind.Processes])]
    public StopSignal Signal { get; init; } = StopSignal.Terminate;

    /// <summary>The time that it has to end before it is killed.</summary>
    [Setting(
        "The time that it has to end by itself before it is killed; without it 30s, and with Compose its stop_grace_period.",
        Example = "2m",
        AllowZero = true
    )]
    public TimeSpan? Grace { get; init; }
}
