namespace Cake.Frosting.Release.Configuration;

/// <summary>A command or a request that has to do with maintenance mode.</summary>
[Section("A command, or a request to an address.")]
[ExactlyOneOf("command", "url")]
[Excludes("command", "method", "body", "graphql", "headers", "session")]
[Excludes("graphql", "body", "method")]
[Excludes("service", "url")]
public sealed record MaintenanceAction
{
    /// <summary>The command.</summary>
    [Setting(
        "The program and its arguments, as a list; there is no shell.",
        Example = "[./maintenance, start]",
        Placeholders = true
    )]
    public CommandTemplate? Command { get; init; }

    /// <summary>The service that the command runs in; <c>null</c> for this machine.</summary>
    [Setting(
        "The service in whose running container the command runs.",
        Example = "atmosphere",
        RefersTo = "services",
        Kinds = [PlatformKind.Compose]
    )]
    public string? Service { get; init; }

    /// <summary>The address.</summary>
    [Setting(
        "The address of the request; may be secret:NAME.",
        Example = "http://localhost:5000/maintenance",
        Format = TextFormat.WebAddress
    )]
    public TextOrSecret? Url { get; init; }

    /// <summary>The method of the request.</summary>
    [Setting("The method of the request.", Example = "PUT")]
    public RequestMethod Method { get; init; } = RequestMethod.Post;

    /// <summary>What is sent, as JSON.</summary>
    [Setting(
        "What is sent, as JSON.",
        Example = "'{ \"title\": \"{project} {version}\" }'",
        Placeholders = true
    )]
    public string? Body { get; init; }

    /// <summary>A mutation of GraphQL.</summary>
    [Setting(
        "A mutation of GraphQL that is posted; an answer with `errors` in it is a failure.",
        Key = "graphql",
        Example = "mutation { setKillSwitch(isKilled: true) { isKilled } }"
    )]
    public string? GraphQl { get; init; }

    /// <summary>The headers that are sent.</summary>
    [Setting(
        "Headers that are sent; a value may be secret:NAME.",
        Example = "{ Authorization: secret:OPERATOR_AUTHORIZATION }",
        KeyPattern = Names.Header,
        KeyHint = Names.HeaderHint,
        Placeholders = true,
        AllowEmpty = true
    )]
    public IReadOnlyDictionary<string, TextOrSecret> Headers { get; init; } =
        new Dictionary<string, TextOrSecret>();

    /// <summary>How one logs in before.</summary>
    [Setting("How one logs in before; the session lasts for the one request.")]
    public LoginSession? Session { get; init; }
}
