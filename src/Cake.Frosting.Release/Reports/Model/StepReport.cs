using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Reports;

/// <summary>A step in a report.</summary>
/// <param name="Id">Its id, e.g. <c>backup/dump:shop</c>.</param>
/// <param name="Title">What it does.</param>
/// <param name="Status">Where it stands.</param>
public sealed record StepReport(string Id, string Title, StepStatus Status)
{
    /// <summary>Why it was skipped or what went wrong, also where it was undone afterwards; otherwise empty.</summary>
    public string Reason { get; init; } = "";

    /// <summary>How long its last run took, in seconds; so far, where it still runs.</summary>
    public double Seconds { get; init; }

    /// <summary>When its last run began, in UTC; <c>null</c> where it never ran.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>What it issued, as text.</summary>
    public IReadOnlyList<string> Instructions { get; init; } = [];

    /// <summary>How it was taken back; <c>null</c> where it was not.</summary>
    public UndoReport? Undo { get; init; }
}
