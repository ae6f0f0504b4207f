using System.Text;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Reports;

/// <summary>Renders a plan as a runbook: Markdown after which a person can perform the release by hand.</summary>
public static class RunbookMarkdown
{
    private const string HowTo = """
        Do the steps in their order. All commands are typed on the machine that you release from; a value in
        ‹angle quotes› is known only once you are there. A name such as `"$PASSWORD"` stands for a secret: have it
        in the environment of your shell, never in a command. Go on only when a step's check holds; when one does
        not, stop, and go to [Way back](#way-back).
        """;

    /// <summary>The runbook.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="redactor">Replaces secrets; none unless given.</param>
    public static string Render(ReleasePlan plan, Redactor? redactor = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        plan = PlanRedaction.Apply(plan, redactor ?? new Redactor());
        var page = new StringBuilder();
        var release = plan.Release;
        var versions = Readable.Versions(release.PreviousVersion, release.Version);
        Paragraph(page, $"# Runbook: {Md.Text($"{release.Project} {versions}")}");
        Paragraph(page, HowTo.ReplaceLineEndings("\n"));
        var number = 0;
        foreach (var stage in Enum.GetValues<Stage>().Where(stage => plan.Of(stage).Count > 0))
        {
            Paragraph(page, $"## {stage}");
            foreach (var step in plan.Of(stage))
            {
                if (step == plan.CutsUsersOff)
                {
                    Paragraph(page, "> **Users are cut off from here on**, until Verify has passed.");
                }

                if (step == plan.LetsUsersIn)
                {
                    Paragraph(
                        page,
                        "> **Users write to the new version from here on**: going back to the restore point would lose that."
                    );
                }

                number++;
                RunbookStep.Write(page, number, step);
            }
        }

        WayBack(page, plan);
        return page.ToString().TrimEnd('\n') + "\n";
    }

    private static void WayBack(StringBuilder page, ReleasePlan plan)
    {
        Paragraph(page, "## Way back");
        var undoable = plan.Steps.Where(step => step.Undo is not null).Reverse().ToList();
        if (undoable.Count == 0)
        {
            Paragraph(page, "No step has anything to take back.");
            return;
        }

        Paragraph(
            page,
            "In this order, and only for the steps that you had begun. Once Verify has passed users write to the new "
                + "version: from then on putting a database back loses what they wrote."
        );
        for (var index = 0; index < undoable.Count; index++)
        {
            RunbookStep.WriteUndo(page, index + 1, undoable[index]);
        }
    }

    private static void Paragraph(StringBuilder page, string text) => page.Append(text).Append("\n\n");
}
