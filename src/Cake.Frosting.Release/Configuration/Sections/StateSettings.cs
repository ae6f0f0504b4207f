using Cake.Frosting.Release.Commands;

namespace Cake.Frosting.Release.Configuration;

/// <summary>The host that keeps journal, lock and freeze.</summary>
[Section("The host that keeps journal, lock and freeze, where everybody who releases finds them.")]
public sealed record StateSettings
{
    /// <summary>The host, as an ssh address.</summary>
    [Setting(
        "The host, reached by ssh without any question: with a key, and with the host's key known.",
        Example = "ssh://deploy@shop.example:22",
        Pattern = SshHost.AddressPattern,
        Hint = "written as ssh://user@host:port"
    )]
    public required string Host { get; init; }

    /// <summary>The directory there.</summary>
    [Setting(
        "The directory there; it is made where it is missing.",
        Example = "/var/lib/release/shop",
        Pattern = "^/[^\\r\\n]*$",
        Hint = "an absolute path on the host"
    )]
    public required string Directory { get; init; }

    /// <summary>The private key.</summary>
    [Setting(
        "The file of the private key; without it, ssh's own configuration decides.",
        Example = "/etc/release/id_ed25519",
        Path = PathBase.Project
    )]
    public string? Identity { get; init; }

    /// <summary>The file that the host's key must be in.</summary>
    [Setting(
        "The file that the host's key must be in; without it, ssh's own configuration decides.",
        Example = "known_hosts",
        Path = PathBase.Project
    )]
    public string? KnownHosts { get; init; }
}
