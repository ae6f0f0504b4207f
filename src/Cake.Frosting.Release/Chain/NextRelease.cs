using System.Globalization;
using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Platforms;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Chain;

/// <summary>Says which release comes next: over which version, as which, under which id.</summary>
/// <param name="tool">What the tool has at hand.</param>
/// <param name="project">The project.</param>
internal sealed class NextRelease(Tool tool, Project project)
{
    public async Task<ReleaseIdentity> IdentifyAsync(ReleaseRecord? latest, CancellationToken cancellationToken)
    {
        var running = await RunningAsync(cancellationToken).ConfigureAwait(false);
        var version = tool.Arguments.Version ?? throw new InvalidOperationException("no resolver yet");
        return new ReleaseIdentity(IdOf(version, latest), project.Configuration.Project, version, running.Version);
    }

    private Task<PlatformState> RunningAsync(CancellationToken cancellationToken)
    {
        var context = new StepContext(
            new ReleaseIdentity("next", project.Configuration.Project, "", null),
            new Facts(),
            tool.Runner,
            new SetupEvents(tool.Output),
            tool.Time
        );
        return project.Rooms.Platform.DescribeAsync(context, cancellationToken);
    }

    /// <summary>Ids sort by time; where the clock was set back, after the latest one all the same.</summary>
    private string IdOf(string version, ReleaseRecord? latest)
    {
        var now = tool.Time.GetUtcNow();
        var at = latest is not null && latest.StartedAt >= now ? latest.StartedAt.AddSeconds(1) : now;
        return string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}-{version}");
    }
}
