using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Reports;

/// <summary>How a step was taken back.</summary>
/// <param name="Title">What the undo does.</param>
/// <param name="StatusBefore">How the step stood when it began.</param>
public sealed record UndoReport(string Title, StepStatus StatusBefore)
{
    /// <summary>What went wrong with it; otherwise empty.</summary>
    public string Reason { get; init; } = "";

    /// <summary>How long it took, in seconds; so far, where it still runs.</summary>
    public double Seconds { get; init; }

    /// <summary>When it began, in UTC.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>What it issued, as text.</summary>
    public IReadOnlyList<string> Instructions { get; init; } = [];
}
