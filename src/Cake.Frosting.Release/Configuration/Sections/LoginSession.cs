namespace Cake.Frosting.Release.Configuration;

/// <summary>How one logs in before a request.</summary>
[Section(
    "How one logs in before a request: what is posted, and what of the answer the request then carries."
)]
[ExactlyOneOf("cookie", "bearer")]
public sealed record LoginSession
{
    /// <summary>The address that is posted to.</summary>
    [Setting("The address that is posted to.", Example = "http://localhost:4074/api/v1/anonymous-auth")]
    public required Uri Url { get; init; }

    /// <summary>What is posted: an object in JSON.</summary>
    [Setting(
        "What is posted, as an object in JSON; a value may be secret:NAME.",
        Example = "{ userId: secret:OPERATOR_SECRET }",
        KeyPattern = Names.Pattern,
        KeyHint = Names.Hint,
        Placeholders = true,
        AllowEmpty = true
    )]
    public IReadOnlyDictionary<string, TextOrSecret> Fields { get; init; } =
        new Dictionary<string, TextOrSecret>();

    /// <summary>The cookie of the answer that the request carries.</summary>
    [Setting(
        "The cookie of the answer that the request carries, also where it is meant for https and this is http.",
        Example = "session_id"
    )]
    public string? Cookie { get; init; }

    /// <summary>Where the token is in the answer that the request carries.</summary>
    [Setting(
        "Where in the answer, which is JSON, the token is that the request carries as `Authorization: Bearer`.",
        Example = "sessionId"
    )]
    public string? Bearer { get; init; }
}
