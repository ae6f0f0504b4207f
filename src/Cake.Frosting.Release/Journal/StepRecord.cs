using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Journal;

/// <summary>What the journal says of one step.</summary>
/// <param name="Id">The step's id.</param>
/// <param name="Status">Where it stands.</param>
public sealed record StepRecord(string Id, StepStatus Status)
{
    /// <summary>When it first began; <c>null</c> where it never did.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it last ended; <c>null</c> where it has not.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How long its last finished run took.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Why it was skipped, or what went wrong.</summary>
    public string Reason { get; init; } = "";

    /// <summary>
    /// What was known of it when its undo began: how it had ended, why, and how long it ran. <c>null</c> where
    /// no undo has begun.
    /// </summary>
    public StepRecord? BeforeUndo { get; init; }

    /// <summary>When its undo first began; <c>null</c> where none has.</summary>
    public DateTimeOffset? UndoStartedAt { get; init; }

    /// <summary>The instructions that it issued, as text.</summary>
    public IReadOnlyList<string> Issued { get; init; } = [];

    /// <summary>Whether it began in this release: only such a step has anything to undo.</summary>
    public bool HasBegun => StartedAt is not null;
}
