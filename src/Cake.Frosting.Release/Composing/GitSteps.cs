using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Git;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Composing;

/// <summary>What a release does with changelog and git repository: check, edit, commit, tag, push.</summary>
internal static class GitSteps
{
    public static IEnumerable<Step> Of(Rooms rooms, ReleaseIdentity release)
    {
        var options = OptionsOf(rooms, release);
        yield return new GitPreflight(rooms.Repository, PreflightOf(options)).Create();
        yield return new CommitStep(rooms.Repository, options).Create();
        yield return new TagStep(rooms.Repository, options).Create();
        yield return new PushStep(rooms.Repository, options).Create();
    }

    public static string TagOf(ReleaseConfiguration configuration, string version) =>
        configuration.Git.TagPrefix + version;

    private static GitPreflightOptions PreflightOf(GitReleaseOptions options) =>
        new()
        {
            Branch = options.Branch,
            Remote = options.PushDisabled is null ? options.Remote : null,
            Tag = options.Tag,
        };

    private static GitReleaseOptions OptionsOf(Rooms rooms, ReleaseIdentity release)
    {
        var configuration = rooms.Configuration;
        var values = rooms.ValuesOf(release);
        return new GitReleaseOptions
        {
            Tag = TagOf(configuration, release.Version),
            TagMessage = values.Fill(configuration.Git.TagMessage),
            CommitMessage = values.Fill(configuration.Git.Message),
            Remote = configuration.Git.Remote,
            Branch = configuration.Git.Branch,
            Sign = configuration.Git.Sign,
            PushDisabled = configuration.Git.Push ? null : $"git/push is false in {configuration.SourceFile}",
        };
    }
}
