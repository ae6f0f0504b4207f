namespace Cake.Frosting.Release.Configuration;

/// <summary>A number that must grow.</summary>
[Section("A number that must grow from one look to another: of a query, or of an answer in JSON.")]
[ExactlyOneOf("query", "url")]
[Needs("query", "database")]
[Needs("url", "json")]
[Excludes("query", "json", "body", "graphql")]
[Excludes("url", "database")]
[Excludes("body", "graphql")]
public sealed record AdvancingCheck
{
    /// <summary>The database that is asked.</summary>
    [Setting("The database that is asked: a key under databases.", Example = "shop", RefersTo = "databases")]
    public string? Database { get; init; }

    /// <summary>The query.</summary>
    [Setting(
        "The query, whose first column is the number.",
        Example = "select height from squid_processor.status"
    )]
    public string? Query { get; init; }

    /// <summary>The address.</summary>
    [Setting("The address that is asked.", Example = "http://localhost:4350/graphql")]
    public Uri? Url { get; init; }

    /// <summary>Where the number is in the answer.</summary>
    [Setting("Where the number is in the answer, which is JSON.", Example = "data.squidStatus.height")]
    public string? Json { get; init; }

    /// <summary>What is posted; without it, a GET is sent.</summary>
    [Setting("What is posted, as JSON; without it, a GET is sent.", Example = "'{ \"of\": \"queue\" }'")]
    public string? Body { get; init; }

    /// <summary>A query of GraphQL that is posted.</summary>
    [Setting(
        "A query of GraphQL that is posted.",
        Key = "graphql",
        Example = "query { squidStatus { height } }"
    )]
    public string? GraphQl { get; init; }

    /// <summary>How much it must grow.</summary>
    [Setting("How much it must grow from the first look on.", Example = "10")]
    public double By { get; init; } = 1;
}
