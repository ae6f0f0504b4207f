using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Reports;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Chain;

/// <summary>The targets Plan and Runbook, and the dry run: what a release would do, from the steps that would run.</summary>
/// <param name="tool">What the tool has at hand.</param>
internal sealed class Planning(Tool tool)
{
    private readonly Looking looking = new(tool);
    private (ReleasePlan Plan, IReadOnlyList<ReleaseRecord> Earlier)? planned;
    private bool isMissing;

    public async Task PrintAsync(CancellationToken cancellationToken)
    {
        var (plan, earlier) = await PlanAsync(cancellationToken).ConfigureAwait(false);
        var findings = await FindAsync(plan, plan.Steps, earlier, cancellationToken).ConfigureAwait(false);
        tool.Output.Write(PlanText.Render(plan, findings));
    }

    /// <summary>Prints one stage; where there is no project to look at yet, says so once.</summary>
    public async Task PrintStageAsync(Stage stage, CancellationToken cancellationToken)
    {
        if (!isMissing && new ProjectFinder(tool).MissingWorkspace is { } why)
        {
            isMissing = true;
            tool.Output.WriteLine(why);
        }

        if (!isMissing)
        {
            var isFirst = planned is null;
            var (plan, earlier) = await PlanAsync(cancellationToken).ConfigureAwait(false);
            var findings = await FindAsync(plan, plan.Of(stage), earlier, cancellationToken)
                .ConfigureAwait(false);
            tool.Output.WriteLine(isFirst ? PlanText.RenderHead(plan, findings) : "");
            tool.Output.Write(PlanText.RenderStage(plan, stage, findings));
        }
    }

    public async Task PrintRunbookAsync(CancellationToken cancellationToken)
    {
        var (plan, _) = await PlanAsync(cancellationToken).ConfigureAwait(false);
        tool.Output.Write(RunbookMarkdown.Render(plan, tool.Redactor));
    }

    private async Task<(ReleasePlan Plan, IReadOnlyList<ReleaseRecord> Earlier)> PlanAsync(
        CancellationToken cancellationToken
    )
    {
        if (planned is { } known)
        {
            return known;
        }

        var finder = new ProjectFinder(tool);
        using var found =
            (
                finder.IsMissing
                    ? await new AssumedProject(tool).FindAsync(cancellationToken).ConfigureAwait(false)
                    : null
            ) ?? finder.Find();
        var project = await OpenAsync(found, cancellationToken).ConfigureAwait(false);
        var earlier = project.State.ReadAll().ToList();
        var latest = earlier.Latest();
        var release = latest is { IsUnfinished: true }
            ? latest.Release
            : await new NextRelease(tool, project)
                .IdentifyAsync(latest, cancellationToken)
                .ConfigureAwait(false);
        if (project.State.FindFreeze() is { } freeze)
        {
            tool.Output.WriteLine(
                $"This target is frozen by {freeze}\nUntil --target=Unfreeze no release begins."
            );
        }

        planned = (project.PlanOf(release), earlier);
        return planned.Value;
    }

    /// <summary>While somebody releases, nothing is made ready: what is there is planned.</summary>
    private async Task<Project> OpenAsync(FoundProject found, CancellationToken cancellationToken)
    {
        var finder = new ProjectFinder(tool);
        using var held =
            found.Recipe is null || tool.Arguments.IsDryRun
                ? null
                : found.State.TryTake(Origin.Holder(tool, $"Plan of {found.Configuration.Project}"));
        return await finder
            .OpenAsync(found, held is null ? Purpose.Plan : Purpose.Release, cancellationToken)
            .ConfigureAwait(false);
    }

    private async Task<PlanFindings> FindAsync(
        ReleasePlan plan,
        IEnumerable<Step> steps,
        IReadOnlyList<ReleaseRecord> earlier,
        CancellationToken cancellationToken
    )
    {
        var facts = new Facts(earlier.FirstOrDefault(record => record.Release.Id == plan.Release.Id)?.Facts);
        var probes = new Dictionary<string, Probe>();
        var failures = new Dictionary<string, string>();
        var previews = new Dictionary<string, string>();
        foreach (var step in steps.Where(step => step.Probe is not null))
        {
            var context = looking.ContextFor(plan.Release, facts);
            try
            {
                probes[step.Id] = await step.Probe!(context, cancellationToken).ConfigureAwait(false);
                if (step.Preview is not null && probes[step.Id].State == ProbeState.NotDone)
                {
                    previews[step.Id] = await step.Preview(context, cancellationToken).ConfigureAwait(false);
                }
            }
            catch (ReleaseException exception)
            {
                failures[step.Id] = exception.Problem;
            }
        }

        return new PlanFindings
        {
            Probes = probes,
            Failures = failures,
            Previews = previews,
            Earlier = earlier,
            Redactor = tool.Redactor,
        };
    }
}
