namespace Cake.Frosting.Release.Configuration;

/// <summary>How one knows that a service is healthy.</summary>
[Section(
    "How one knows that a service is healthy: an address that answers, a command that succeeds, a port that is open, or the health check of its container."
)]
[ExactlyOneOf("http", "command", "tcp", "container")]
public sealed record Health
{
    /// <summary>An address that answers with 2xx.</summary>
    [Setting("An address that answers a GET with 2xx.", Example = "http://localhost:5000/health")]
    public Uri? Http { get; init; }

    /// <summary>A command that ends with 0.</summary>
    [Setting(
        "A command that ends with exit code 0; it runs in the directory of the release, with Compose inside of the container.",
        Example = "[./shop, check]",
        Placeholders = true
    )]
    public CommandTemplate? Command { get; init; }

    /// <summary>A local port that accepts connections.</summary>
    [Setting(
        "A port of this machine that accepts connections.",
        Example = "5000",
        Minimum = 1,
        Maximum = 65535
    )]
    public int? Tcp { get; init; }

    /// <summary>Whether the health check of its container tells.</summary>
    [Setting(
        "Whether the health check of its container tells; the containers of one that has none must stay up.",
        Example = "true",
        Kinds = [PlatformKind.Compose]
    )]
    public bool Container { get; init; }

    /// <summary>The time between two looks.</summary>
    [Setting("The time between two looks.", Example = "1s")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The time after which an unhealthy service has failed.</summary>
    [Setting("The time after which a service that is not healthy has failed to start.", Example = "2m")]
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(30);
}
