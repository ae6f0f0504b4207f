using Cake.Frosting.Release.Changelogs;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Git;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Composing;

/// <summary>What a release does with changelog and git repository: check, edit, commit, tag, push.</summary>
internal static class GitSteps
{
    public static IEnumerable<Step> Of(Rooms rooms, ReleaseIdentity release)
    {
        var changelog = ChangelogOf(rooms.Configuration) is { } file
            ? new ChangelogStep(
                file,
                new PlannedRelease(release.Version, TagOf(rooms, release)),
                rooms.Repository
            )
            : null;
        var options = OptionsOf(rooms, release, changelog);
        yield return new GitPreflight(rooms.Repository, PreflightOf(options)).Create() with
        {
            After = [],
        };
        if (changelog is not null)
        {
            yield return changelog.Create();
        }

        yield return new CommitStep(rooms.Repository, options).Create();
        yield return new TagStep(rooms.Repository, options).Create();
        yield return new PushStep(rooms.Repository, options).Create();
    }

    /// <summary>The changelog, relative to the repository; <c>null</c> where the project has none.</summary>
    /// <exception cref="ConfigurationException">It lies outside of the repository.</exception>
    public static ChangelogFile? ChangelogOf(ReleaseConfiguration configuration)
    {
        if (configuration.Changelog.From == ChangelogSource.None)
        {
            return null;
        }

        var name = Path.GetRelativePath(configuration.Git.Directory, configuration.Changelog.File);
        if (name.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(name))
        {
            throw new ConfigurationException(
                $"{configuration.SourceFile}: changelog/file: {configuration.Changelog.File} is outside of the git repository {configuration.Git.Directory}.",
                "A release commits it, so name a file inside, or set changelog/from to none."
            );
        }

        var options = new ChangelogOptions
        {
            RequireEntries = configuration.Changelog.RequireEntries,
            UnreleasedNames = configuration.Changelog.Unreleased is { } heading ? [heading] : [],
        };
        return new ChangelogFile(configuration.Git.Directory, name.Replace('\\', '/'), options);
    }

    private static string TagOf(Rooms rooms, ReleaseIdentity release) =>
        rooms.Configuration.Git.TagPrefix + release.Version;

    private static GitPreflightOptions PreflightOf(GitReleaseOptions options) =>
        new()
        {
            Branch = options.Branch,
            Remote = options.PushDisabled is null ? options.Remote : null,
            Tag = options.Tag,
        };

    private static GitReleaseOptions OptionsOf(Rooms rooms, ReleaseIdentity release, ChangelogStep? changelog)
    {
        var configuration = rooms.Configuration;
        var values = rooms.ValuesOf(release);
        return new GitReleaseOptions
        {
            Tag = TagOf(rooms, release),
            TagMessage = values.Fill(configuration.Git.TagMessage),
            CommitMessage = values.Fill(configuration.Git.Message),
            Files = ChangelogOf(configuration) is { } file ? [file.Name] : [],
            IsPrepared = () => changelog?.IsPrepared() ?? true,
            Remote = configuration.Git.Remote,
            Branch = configuration.Git.Branch,
            Sign = configuration.Git.Sign,
            PushDisabled = configuration.Git.Push ? null : $"git/push is false in {configuration.SourceFile}",
        };
    }
}
