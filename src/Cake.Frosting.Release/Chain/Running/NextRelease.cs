using Cake.Frosting.Release.Changelogs;
using Cake.Frosting.Release.Composing;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Steps;
using Cake.Frosting.Release.Versions;

namespace Cake.Frosting.Release.Chain;

/// <summary>Says which release comes next: over which version, as which, under which id.</summary>
/// <param name="tool">What the tool has at hand.</param>
/// <param name="project">The project.</param>
internal sealed class NextRelease(Tool tool, Project project)
{
    public async Task<ReleaseIdentity> IdentifyAsync(
        ReleaseRecord? latest,
        CancellationToken cancellationToken
    )
    {
        var running = await new Looking(tool).DescribeAsync(project, cancellationToken).ConfigureAwait(false);
        // Where nothing runs, what was released last is what users have.
        var live = running.Version ?? (running.Services.Count == 0 ? LastLive() : null);
        var decision = await DecideAsync(live, cancellationToken).ConfigureAwait(false);
        return new ReleaseIdentity(
            ReleaseId.Next(decision.Version, latest?.Release.Id, tool.Time.GetUtcNow()),
            project.Configuration.Project,
            decision.Version,
            live
        );
    }

    private string? LastLive() =>
        project
            .State.ReadAll()
            .FirstOrDefault(record => record.Outcome is Outcome.Live or Outcome.LiveWithWarnings)
            ?.Release.Version;

    private async Task<VersionDecision> DecideAsync(string? running, CancellationToken cancellationToken)
    {
        var configuration = project.Configuration;
        var changelog = GitSteps.ChangelogOf(project.Rooms);
        var sources = new EntrySources(project.Rooms);
        var fragments = sources.Fragments() is { } source
            ? await source.ReadAsync(cancellationToken).ConfigureAwait(false)
            : GeneratedEntries.None;
        var request = new VersionRequest
        {
            Scheme = project.Rooms.Scheme,
            Tags = project.Rooms.Tags,
            Version = tool.Arguments.Version,
            Bump = BumpOf(tool.Arguments.Bump),
            First = configuration.Version.Initial,
            Written = ChangelogBump.Of(fragments),
            CountsCommits = sources.CountsCommits,
            Paths = configuration.Changelog.Paths,
        };
        return await new VersionResolver(
            project.Rooms.Repository,
            changelog is { Exists: true } ? changelog.Parse() : null,
            request
        )
            .ResolveAsync(running, cancellationToken)
            .ConfigureAwait(false);
    }

    private static VersionBump? BumpOf(string? text) =>
        text is null ? null
        : Enum.TryParse<VersionBump>(text, ignoreCase: true, out var bump) && !char.IsAsciiDigit(text[0])
            ? bump
        : throw new ReleaseRefusedException(
            $"--bump={text} is not known.",
            $"It is one of: {string.Join(", ", Enum.GetNames<VersionBump>().Select(name => name.ToLowerInvariant()))}."
        );
}
