using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Reports;

/// <summary>A step, or its undo, that runs now.</summary>
/// <param name="step">The step.</param>
/// <param name="title">What it does.</param>
/// <param name="since">The timestamp of its begin.</param>
internal sealed class RunningStep(Step step, string title, long since)
{
    public string Id => step.Id;

    public string Title => title;

    public long Since => since;

    /// <summary>The timestamp of its last line where lines are written once; its begin until then.</summary>
    public long LastSaid
    {
        get => Math.Max(field, since);
        set;
    }

    /// <summary>The last thing that it said of itself.</summary>
    public string Latest { get; set; } = "";
}
