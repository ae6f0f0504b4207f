namespace Cake.Frosting.Release.Configuration;

/// <summary>A line that must be written.</summary>
[Section(
    "A line that must be written to a log: of a file, what was written since the release began; of a command, all it prints."
)]
[ExactlyOneOf("path", "command")]
[Needs("path", "contains", "matches")]
[Needs("command", "contains", "matches")]
[Excludes("contains", "matches")]
public sealed record LogCheck
{
    /// <summary>The file.</summary>
    [Setting("The file.", Example = "/var/log/shop/api.log", Path = PathBase.Project)]
    public string? Path { get; init; }

    /// <summary>The command that prints the log.</summary>
    [Setting(
        "The command that prints the log and ends; its standard error counts as well.",
        Example = "[docker, logs, --since, 10m, orion_processor]",
        Placeholders = true
    )]
    public CommandTemplate? Command { get; init; }

    /// <summary>A text that the line must contain.</summary>
    [Setting("A text that the line must contain.", Example = "Listening on port 4350", Placeholders = true)]
    public string? Contains { get; init; }

    /// <summary>What the line must match.</summary>
    [Setting(
        "A regular expression that the line must match.",
        Example = "'imported [0-9]+ rows'",
        Format = TextFormat.RegularExpression
    )]
    public string? Matches { get; init; }
}
