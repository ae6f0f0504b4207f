namespace Cake.Frosting.Release.Configuration;

/// <summary>The kinds of platform.</summary>
public enum PlatformKind
{
    /// <summary>Processes on this machine.</summary>
    [Value("Processes on this machine, in a releases/current directory layout.")]
    Processes,

    /// <summary>Docker Compose.</summary>
    [Value("Services of a Docker Compose project, on this machine's engine or another one.")]
    Compose,

    /// <summary>Kubernetes.</summary>
    [Value("Kubernetes.", IsPlanned = true)]
    Kubernetes,

    /// <summary>systemd units.</summary>
    [Value("systemd units.", IsPlanned = true)]
    Systemd,
}
