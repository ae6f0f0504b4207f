using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Reports;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Chain;

/// <summary>The targets Plan and Runbook, and the dry run: what a release would do, from the steps that would run.</summary>
/// <param name="tool">What the tool has at hand.</param>
internal sealed class Planning(Tool tool)
{
    public async Task PrintAsync(CancellationToken cancellationToken)
    {
        var project = await OpenAsync(cancellationToken).ConfigureAwait(false);
        var plan = await PlanAsync(project, cancellationToken).ConfigureAwait(false);
        await PrintAsync(project, plan, plan, cancellationToken).ConfigureAwait(false);
    }

    public async Task PrintStageAsync(Stage stage, CancellationToken cancellationToken)
    {
        var project = await OpenAsync(cancellationToken).ConfigureAwait(false);
        var plan = await PlanAsync(project, cancellationToken).ConfigureAwait(false);
        var part = new ReleasePlan(plan.Release, plan.Of(stage));
        await PrintAsync(project, plan, part, cancellationToken).ConfigureAwait(false);
    }

    public async Task PrintRunbookAsync(CancellationToken cancellationToken)
    {
        var project = await OpenAsync(cancellationToken).ConfigureAwait(false);
        var plan = await PlanAsync(project, cancellationToken).ConfigureAwait(false);
        tool.Output.Write(tool.Redactor.Redact(RunbookMarkdown.Render(plan)));
    }

    private Task<Project> OpenAsync(CancellationToken cancellationToken) =>
        new ProjectFinder(tool).OpenAsync(Purpose.Release, cancellationToken);

    private async Task<ReleasePlan> PlanAsync(Project project, CancellationToken cancellationToken)
    {
        var latest = project.Journals.ReadLatest();
        return latest is { IsUnfinished: true }
            ? project.PlanOf(latest.Release)
            : project.PlanOf(
                await new NextRelease(tool, project)
                    .IdentifyAsync(latest, cancellationToken)
                    .ConfigureAwait(false)
            );
    }

    private async Task PrintAsync(
        Project project,
        ReleasePlan plan,
        ReleasePlan shown,
        CancellationToken cancellationToken
    )
    {
        var earlier = project.Journals.ReadAll().ToList();
        var facts = new Facts(earlier.FirstOrDefault(record => record.Release.Id == plan.Release.Id)?.Facts);
        var probes = new Dictionary<string, Probe>();
        var failures = new Dictionary<string, string>();
        foreach (var step in shown.Steps.Where(step => step.Probe is not null))
        {
            var context = new StepContext(
                plan.Release,
                facts,
                tool.Runner,
                new SetupEvents(tool.Output),
                tool.Time
            );
            try
            {
                probes[step.Id] = await step.Probe!(context, cancellationToken).ConfigureAwait(false);
            }
            catch (ReleaseException exception)
            {
                failures[step.Id] = exception.Problem;
            }
        }

        var findings = new PlanFindings
        {
            Probes = probes,
            Failures = failures,
            Earlier = earlier,
        };
        tool.Output.Write(tool.Redactor.Redact(PlanText.Render(shown, findings)));
    }
}
