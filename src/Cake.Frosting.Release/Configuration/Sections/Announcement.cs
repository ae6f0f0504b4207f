namespace Cake.Frosting.Release.Configuration;

/// <summary>One way of telling about a release.</summary>
[Section("One way of telling about a release that went live: a command, or a POST to an address.")]
[ExactlyOneOf("command", "url")]
[Excludes("command", "body")]
public sealed record Announcement
{
    /// <summary>Its name.</summary>
    [Setting("Its name, for plan and report.", Example = "team chat", IsUnique = true)]
    public required string Name { get; init; }

    /// <summary>The command.</summary>
    [Setting(
        "The program and its arguments, as a list; there is no shell.",
        Example = "[./notify, \"{project} {version} is live\"]",
        Placeholders = true
    )]
    public CommandTemplate? Command { get; init; }

    /// <summary>The address that is posted to.</summary>
    [Setting(
        "The address that is posted to; may be secret:NAME.",
        Example = "secret:CHAT_WEBHOOK",
        Format = TextFormat.WebAddress
    )]
    public TextOrSecret? Url { get; init; }

    /// <summary>What is posted, as JSON.</summary>
    [Setting(
        "What is posted, as JSON; without it, the project, the versions and the outcome.",
        Example = "'{ \"text\": \"{project} {version} is live\" }'",
        Placeholders = true
    )]
    public string? Body { get; init; }
}
