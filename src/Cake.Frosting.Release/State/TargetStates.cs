using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Configuration;

namespace Cake.Frosting.Release.State;

/// <summary>Chooses where the state of a target is, by its configuration.</summary>
public static class TargetStates
{
    /// <summary>Opens the state. Nothing is read, made or connected before it is used.</summary>
    /// <param name="configuration">The configuration of what is released.</param>
    /// <param name="redactor">Replaces secrets in errors.</param>
    /// <param name="time">The clock.</param>
    public static ITargetState Open(ReleaseConfiguration configuration, Redactor redactor, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return configuration.State is { } state
            ? new HostState(HostOf(state), state.Directory, redactor, HostPatience.Default, time)
            : new LocalState(configuration.Directory);
    }

    private static SshHost HostOf(StateSettings state) =>
        SshHost.Parse(state.Host) with
        {
            Identity = state.Identity,
            KnownHosts = state.KnownHosts,
        };
}
