namespace Cake.Frosting.Release.Platforms;

/// <summary>What runs on a platform.</summary>
/// <param name="Version">The version that is set; <c>null</c> where none ever was.</param>
/// <param name="Services">The services, in the order of the configuration.</param>
public sealed record PlatformState(string? Version, IReadOnlyList<ServiceState> Services)
{
    /// <summary>Whether every service runs and is healthy.</summary>
    public bool IsHealthy => Services.All(service => service.IsRunning && service.Problem is null);
}

/// <summary>How one service is.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsRunning">Whether it runs.</param>
/// <param name="Version">The version that runs; <c>null</c> where it does not run.</param>
/// <param name="Detail">Where to find it: <c>process 4711</c>.</param>
/// <param name="Problem">What its health check sees; <c>null</c> where it is healthy or has none.</param>
public sealed record ServiceState(
    string Name,
    bool IsRunning,
    string? Version,
    string Detail,
    string? Problem
);
