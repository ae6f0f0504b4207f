namespace Cake.Frosting.Release.Configuration;

/// <summary>One check of Verify.</summary>
[Section("One check that a release must pass: an address, a query or a command.")]
[ExactlyOneOf("http", "sql", "command")]
public sealed record Check
{
    /// <summary>Its name.</summary>
    [Setting("Its name, for plan and report.", Example = "the shop answers", IsUnique = true)]
    public required string Name { get; init; }

    /// <summary>An address and what it must answer.</summary>
    [Setting("An address and what it must answer.")]
    public HttpCheck? Http { get; init; }

    /// <summary>A query and what it must return.</summary>
    [Setting("A query and what it must return.")]
    public SqlCheck? Sql { get; init; }

    /// <summary>A command and how it must end.</summary>
    [Setting("A command and how it must end.")]
    public CommandCheck? Command { get; init; }

    /// <summary>The time after which it has failed.</summary>
    [Setting("The time after which a check that did not pass has failed.", Example = "5m")]
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The time between two tries.</summary>
    [Setting("The time between two tries.", Example = "2s")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Whether a failure is only a warning.</summary>
    [Setting("Whether a failure is only a warning.", Example = "true")]
    public bool WarnOnly { get; init; }
}
