using System.Collections.Immutable;
using Cake.Frosting.Release.Commands;

namespace Cake.Frosting.Release.Postgres;

/// <summary>A private PostgreSQL cluster in a directory.</summary>
public sealed record ClusterOptions
{
    /// <summary>Its data directory; created where it is missing.</summary>
    public required string Directory { get; init; }

    /// <summary>The port on 127.0.0.1.</summary>
    public required int Port { get; init; }

    /// <summary>The superuser's name.</summary>
    public string User { get; init; } = "postgres";

    /// <summary>The superuser's password.</summary>
    public required Secret Password { get; init; }

    /// <summary>
    /// The user of this machine that owns the cluster when the tool runs as root, which PostgreSQL refuses to be run
    /// by; <c>null</c> for <c>postgres</c> where there is such a user, else number 65534, nobody.
    /// </summary>
    public string? SystemUser { get; init; }

    /// <summary>Further settings for the server, by name.</summary>
    public ImmutableSortedDictionary<string, string> Settings { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>How long starting and stopping may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);
}
