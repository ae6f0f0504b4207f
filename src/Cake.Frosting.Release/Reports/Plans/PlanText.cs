using System.Text;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Reports;

/// <summary>Renders a plan for <c>--target=Plan</c> and the dry run: every command, what will be skipped and why.</summary>
public static class PlanText
{
    /// <summary>The lines, each ending in a line break.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="findings">What was found out about it; nothing unless given.</param>
    public static string Render(ReleasePlan plan, PlanFindings? findings = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        findings ??= new PlanFindings();
        var page = new StringBuilder(RenderHead(plan, findings));
        foreach (var stage in Enum.GetValues<Stage>())
        {
            page.Append('\n').Append(RenderStage(plan, stage, findings));
        }

        return page.ToString();
    }

    /// <summary>The lines above the stages: from which version to which, and the expected downtime.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="findings">What was found out about it.</param>
    public static string RenderHead(ReleasePlan plan, PlanFindings findings)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(findings);
        var release = plan.Release;
        var page = new StringBuilder();
        Line(
            page,
            findings.Redactor.Redact(
                Clean.Line($"{release.Project} {Readable.Versions(release.PreviousVersion, release.Version)}")
            )
        );
        Line(page, ExpectedDowntime.Describe(plan, findings.Earlier));
        return page.ToString();
    }

    /// <summary>The lines of one stage.</summary>
    /// <param name="plan">The whole plan: it tells where users are cut off.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="findings">What was found out about it.</param>
    public static string RenderStage(ReleasePlan plan, Stage stage, PlanFindings findings)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(findings);
        plan = PlanRedaction.Apply(plan, findings.Redactor);
        var steps = plan.Of(stage);
        var page = new StringBuilder();
        Line(page, steps.Count == 0 ? $"{stage}: no steps" : $"{stage}");
        foreach (var step in steps)
        {
            if (step == plan.CutsUsersOff)
            {
                Line(page, "  ── users are cut off from here until Verify has passed ──");
            }

            if (step == plan.LetsUsersIn)
            {
                Line(page, "  ── users write to the new version from here: no way back is taken unasked ──");
            }

            Describe(page, step, findings);
        }

        return page.ToString();
    }

    private static void Describe(StringBuilder page, Step step, PlanFindings findings)
    {
        var (sign, prospect, willRun) = Prospect(step, findings);
        Line(page, $"  {sign} {Clean.Line(step.Title)}  ({Clean.Line(step.Id)})");
        Line(page, $"      {prospect}{(step.WarnOnly ? "; a failure is a warning only" : "")}");
        foreach (var instruction in willRun ? step.Instructions : [])
        {
            var (prompt, text) = instruction.Kind switch
            {
                InstructionKind.Command => ("$ ", instruction.Text),
                InstructionKind.Sql => ($"{Clean.Line(instruction.Where)}: ", instruction.Text),
                _ => ("", instruction.Text),
            };
            // What follows on the first line stands beneath it, so that it cannot pass for another command.
            var lines = Clean.Lines(text);
            Line(page, $"      {prompt}{lines[0]}");
            foreach (var line in lines.Skip(1))
            {
                Line(page, $"        {line}");
            }
        }

        if (willRun && findings.Previews.GetValueOrDefault(step.Id) is { Length: > 0 } preview)
        {
            Preview(page, findings.Redactor.Redact(preview));
        }
    }

    /// <summary>
    /// A diff, indented, with every white space at the ends of its lines: <c>patch</c> takes it as it is printed.
    /// </summary>
    private static void Preview(StringBuilder page, string diff)
    {
        foreach (var line in diff.TrimEnd('\n').Split('\n'))
        {
            var end = line.EndsWith('\r') ? "\r" : "";
            page.Append("        ").Append(Clean.DiffLine(line[..^end.Length])).Append(end).Append('\n');
        }
    }

    private static (string Sign, string Prospect, bool WillRun) Prospect(Step step, PlanFindings findings)
    {
        if (findings.Failures.TryGetValue(step.Id, out var failure))
        {
            return (
                "?",
                $"cannot tell whether it will run: {Clean.Line(findings.Redactor.Redact(failure))}",
                true
            );
        }

        var probe = findings.Probes.GetValueOrDefault(step.Id) ?? Probe.NotDone();
        var reason = probe.Reason.Length > 0 ? $": {Clean.Line(findings.Redactor.Redact(probe.Reason))}" : "";
        return probe.State == ProbeState.NotDone
            ? ("▸", $"will run{reason}", true)
            : ("–", $"will be skipped{reason}", false);
    }

    private static void Line(StringBuilder page, string line) => page.Append(line.TrimEnd()).Append('\n');
}
