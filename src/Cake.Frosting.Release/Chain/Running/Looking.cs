using System.Globalization;
using Cake.Frosting.Release.Platforms;
using Cake.Frosting.Release.Reports;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Chain;

/// <summary>Looks at a project from outside of a release; changes nothing.</summary>
/// <param name="tool">What the tool has at hand.</param>
internal sealed class Looking(Tool tool)
{
    /// <summary>What probes, and what is done outside of a release, may use.</summary>
    public StepContext ContextFor(ReleaseIdentity release, Facts facts) =>
        new(release, facts, tool.Runner, new SetupEvents(tool.Output), tool.Time);

    /// <summary>What the platform runs.</summary>
    public Task<PlatformState> DescribeAsync(Project project, CancellationToken cancellationToken) =>
        project.Rooms.Platform.DescribeAsync(
            ContextFor(new ReleaseIdentity("look", project.Configuration.Project, "", null), new Facts()),
            cancellationToken
        );

    /// <summary>Records what runs, for the report to say it.</summary>
    public async Task RecordAsync(Project project, Facts facts, CancellationToken cancellationToken)
    {
        var state = await DescribeAsync(project, cancellationToken).ConfigureAwait(false);
        if (state is { Version: null, Services.Count: 0 })
        {
            // Nothing runs here, so nobody can be cut off.
            return;
        }

        var runs = state.Services.All(service => service.IsRunning);
        facts.Record(Standing.FactsOf, Standing.VersionFact, runs ? state.Version ?? "" : "");
        facts.Record(
            Standing.FactsOf,
            Standing.HealthyFact,
            state.IsHealthy.ToString(CultureInfo.InvariantCulture)
        );
        facts.Record(Standing.FactsOf, Standing.DetailFact, Detail(state));
    }

    /// <summary>Each service on its own: <c>web 1.3.0 runs (process 4711)</c>.</summary>
    public static string Detail(PlatformState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return string.Join("; ", state.Services.Select(Line));
    }

    private static string Line(ServiceState service) =>
        service.IsRunning
            ? $"{service.Name} {service.Version} runs ({service.Detail})"
                + (service.Problem is null ? "" : $" and is not healthy: {service.Problem}")
            : $"{service.Name} does not run";
}
