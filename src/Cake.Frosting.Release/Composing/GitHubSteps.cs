using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.GitHub;
using Cake.Frosting.Release.Steps;
using Cake.Frosting.Release.Versions;

namespace Cake.Frosting.Release.Composing;

/// <summary>What a release does on GitHub: ask CI, draft before the stop, publish once it is live.</summary>
internal static class GitHubSteps
{
    /// <summary>The steps; none where the configuration has no section github.</summary>
    /// <exception cref="ConfigurationException">The section cannot be used.</exception>
    public static IEnumerable<Step> Of(Rooms rooms, ReleaseIdentity release) =>
        Of(rooms, release, GitHubRoom.NewClient());

    /// <summary>The same steps over a client of one's own.</summary>
    internal static IEnumerable<Step> Of(
        Rooms rooms,
        ReleaseIdentity release,
        HttpClient client,
        BackOff? backOff = null
    )
    {
        if (rooms.Configuration.GitHub is not { } section)
        {
            return [];
        }

        if (section.Token is not { } token)
        {
            return [AccessStep.Skipped($"github/token is not set in {rooms.Configuration.SourceFile}")];
        }

        var room = new GitHubRoom(rooms.Configuration, section, token, rooms.Repository);
        var access = room.Access(client, backOff);
        return All(rooms, section, access, OptionsOf(rooms, release, section), release);
    }

    private static IEnumerable<Step> All(
        Rooms rooms,
        GitHubSettings section,
        GitHubAccess access,
        GitHubReleaseOptions options,
        ReleaseIdentity release
    )
    {
        yield return new AccessStep(access, options).Create() with
        {
            After = ["preflight/secrets"],
        };
        if (section.Checks.RequireGreen)
        {
            yield return new ChecksStep(
                access,
                cancellationToken => rooms.Repository.CommitOfAsync("HEAD", cancellationToken),
                ChecksOf(section.Checks)
            ).Create() with
            {
                After = ["preflight/secrets"],
            };
        }

        yield return new DraftStep(access, options).Create() with
        {
            After = FilesOf(rooms, release),
        };
        if (options.Assets.Count > 0)
        {
            yield return new AssetsStep(access, options).Create();
        }

        var deployment = section.Deployment is { } shown
            ? new GitHub.DeploymentSteps(
                access,
                new DeploymentOptions(options.Tag, shown.Environment, shown.Url)
            )
            : null;
        if (deployment is not null)
        {
            yield return deployment.Begin();
        }

        yield return new PublishStep(access, options).Create();
        if (deployment is not null)
        {
            yield return deployment.End();
        }
    }

    private static GitHubReleaseOptions OptionsOf(
        Rooms rooms,
        ReleaseIdentity release,
        GitHubSettings section
    )
    {
        var values = rooms.ValuesOf(release);
        var isPrerelease =
            SemanticVersion.TryParse(release.Version, out var version, out _) && version.IsPrerelease;
        var tag = rooms.Configuration.Git.TagPrefix + release.Version;
        return new GitHubReleaseOptions
        {
            Tag = tag,
            Title = values.Fill(section.Title),
            Notes = () => section.Notes == GitHubNotes.Changelog ? GitSteps.NotesOf(rooms, release) : "",
            GenerateNotes = section.Notes == GitHubNotes.Generated,
            Prerelease =
                section.Prerelease == GitHubMark.Auto
                    ? isPrerelease
                    : section.Prerelease == GitHubMark.Always,
            Latest = section.Latest switch
            {
                GitHubMark.Always => "true",
                GitHubMark.Never => "false",
                _ => "legacy",
            },
            Assets = [.. section.Assets.Select(values.Fill)],
            Directory = rooms.Configuration.ProjectDirectory,
            PublishDisabled = section.Publish
                ? null
                : $"github/publish is false in {rooms.Configuration.SourceFile}: the draft waits for a person",
        };
    }

    private static ChecksOptions ChecksOf(GitHubChecks section) =>
        new()
        {
            Require = section.Require,
            Ignore = section.Ignore,
            Wait = section.Wait,
            OwnRun = Environment.GetEnvironmentVariable("GITHUB_RUN_ID"),
        };

    /// <summary>What may build the files that are attached; nothing else of Backup is waited for.</summary>
    private static IReadOnlyList<string> FilesOf(Rooms rooms, ReleaseIdentity release) =>
        [
            .. HookSteps
                .Before(rooms, release)
                .Concat(rooms.Platform.Steps(release).Where(step => step.Id == "backup/fetch"))
                .Where(step => step.Stage == Stage.Backup)
                .Select(step => step.Id),
        ];
}
