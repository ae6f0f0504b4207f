namespace Cake.Frosting.Release.Configuration;

/// <summary>An address and what it must answer.</summary>
[Section("An address and what it must answer to a GET, or to a query of GraphQL.")]
public sealed record HttpCheck
{
    /// <summary>The address.</summary>
    [Setting("The address.", Example = "http://localhost:5000/version")]
    public required Uri Url { get; init; }

    /// <summary>A query of GraphQL that is posted.</summary>
    [Setting(
        "A query of GraphQL that is posted instead; an answer with `errors` in it is none.",
        Key = "graphql",
        Example = "query { getKillSwitch { isKilled } }"
    )]
    public string? GraphQl { get; init; }

    /// <summary>The status that it must answer with.</summary>
    [Setting("The status that it must answer with.", Example = "204", Minimum = 100, Maximum = 599)]
    public int Status { get; init; } = 200;

    /// <summary>What the body must contain.</summary>
    [Setting("A text that the body must contain.", Example = "\"{version}\"", Placeholders = true)]
    public string? Contains { get; init; }

    /// <summary>What the body must match.</summary>
    [Setting(
        "A regular expression that the body must match.",
        Example = "'\"status\":\\s*\"ok\"'",
        Format = TextFormat.RegularExpression
    )]
    public string? Matches { get; init; }

    /// <summary>The headers that are sent.</summary>
    [Setting(
        "Headers that are sent; a value may be secret:NAME.",
        Example = "{ Authorization: secret:SMOKE_TEST_AUTHORIZATION }",
        KeyPattern = Names.Header,
        KeyHint = Names.HeaderHint,
        Placeholders = true,
        AllowEmpty = true
    )]
    public IReadOnlyDictionary<string, TextOrSecret> Headers { get; init; } =
        new Dictionary<string, TextOrSecret>();
}
