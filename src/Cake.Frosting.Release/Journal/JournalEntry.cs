namespace Cake.Frosting.Release.Journal;

/// <summary>One line of a journal.</summary>
public sealed record JournalEntry
{
    /// <summary>When, in UTC. Order is the order of lines: the clock may be set back.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What happened.</summary>
    public required JournalEvent Event { get; init; }

    /// <summary>The id of the step that it concerns.</summary>
    public string? Step { get; init; }

    /// <summary>A reason, a message, an instruction or an outcome, depending on the event.</summary>
    public string? Text { get; init; }

    /// <summary>How long the step ran, in seconds.</summary>
    public double? Seconds { get; init; }

    /// <summary>Named values, e.g. a fact, or version and machine in the first line.</summary>
    public IReadOnlyDictionary<string, string>? Data { get; init; }
}
