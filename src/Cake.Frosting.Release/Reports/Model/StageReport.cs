using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Reports;

/// <summary>A stage in a report.</summary>
/// <param name="Name">Its name, e.g. <c>Backup</c>.</param>
/// <param name="Status">Where it stands as a whole: its most alarming step, or skipped where it has none.</param>
public sealed record StageReport(string Name, StepStatus Status)
{
    /// <summary>Why it was skipped or failed; otherwise empty.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The wall time during which at least one of its steps ran, in seconds, without the way back.</summary>
    public double Seconds { get; init; }

    /// <summary>Its steps, in the plan's order.</summary>
    public IReadOnlyList<StepReport> Steps { get; init; } = [];
}
