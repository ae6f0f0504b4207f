namespace Cake.Frosting.Release.Configuration;

/// <summary>A metric and what it must reach.</summary>
[Section("A metric of an address that Prometheus could read, and what it must reach.")]
[ExactlyOneOf("atLeast", "atMost", "near")]
public sealed record MetricCheck
{
    /// <summary>The address.</summary>
    [Setting("The address.", Example = "http://localhost:3337/metrics")]
    public required Uri Url { get; init; }

    /// <summary>The metric.</summary>
    [Setting(
        "The metric; with labels where there are several of its name.",
        Example = "'sqd_processor_last_block{chain=\"main\"}'"
    )]
    public required string Name { get; init; }

    /// <summary>The number that it must reach.</summary>
    [Setting("The number that it must reach.", Example = "1")]
    public double? AtLeast { get; init; }

    /// <summary>The number that it must fall to.</summary>
    [Setting("The number that it must fall to.", Example = "0")]
    public double? AtMost { get; init; }

    /// <summary>The metric that it must come near.</summary>
    [Setting("Another metric of the address that it must come near.", Example = "sqd_processor_chain_height")]
    public string? Near { get; init; }

    /// <summary>How near is near.</summary>
    [Setting("How far from `near` it may stay.", Example = "5")]
    public double Within { get; init; }
}
