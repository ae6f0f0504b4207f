namespace Cake.Frosting.Release.Configuration;

/// <summary>A command or a request that has to do with maintenance mode.</summary>
[Section("A command, or a request to an address.")]
[ExactlyOneOf("command", "url")]
[Excludes("command", "method")]
public sealed record MaintenanceAction
{
    /// <summary>The command.</summary>
    [Setting(
        "The program and its arguments, as a list; there is no shell.",
        Example = "[./maintenance, start]",
        Placeholders = true
    )]
    public CommandTemplate? Command { get; init; }

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
}
