using Cake.Frosting.Release.Changelogs;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Git;
using Cake.Frosting.Release.Steps;
using Cake.Frosting.Release.VersionFiles;

namespace Cake.Frosting.Release.Composing;

/// <summary>What a release does with changelog, version files and git repository: check, edit, commit, tag, push.</summary>
internal static class GitSteps
{
    private const string AfterTheMerge =
        "Once this is merged, pull and run the release again: it goes on with the tag.";

    public static IEnumerable<Step> Of(Rooms rooms, ReleaseIdentity release)
    {
        var edits = EditsOf(rooms, release);
        var options = OptionsOf(rooms, release, edits);
        yield return new GitPreflight(rooms.Repository, PreflightOf(options)).Create(edits.OwnEdits) with
        {
            After = [],
        };
        var isProposed = options is { IsProtected: true, PushDisabled: null };
        if (isProposed)
        {
            yield return new ProposalCheck(rooms.Repository, options, rooms.PullRequests).Create() with
            {
                After = [GitPreflight.StepId, "preflight/secrets"],
            };
        }

        if (edits.Steps.Count > 0)
        {
            yield return CheckOf(edits.Steps);
        }

        foreach (var step in edits.Steps)
        {
            yield return step;
        }

        yield return new CommitStep(rooms.Repository, options).Create();
        if (isProposed)
        {
            yield return new ProposeStep(rooms.Repository, options, rooms.PullRequests).Create();
        }

        yield return new TagStep(rooms.Repository, options).Create();
        yield return new PushStep(rooms.Repository, options).Create();
    }

    /// <summary>What cannot be edited is found before anything is changed: the edits' probes read it.</summary>
    private static Step CheckOf(IReadOnlyList<Step> edits) =>
        new()
        {
            Id = "preflight/changelog",
            Stage = Stage.Preflight,
            Title = "Check that changelog and version files can be released",
            After = [],
            Act = async (context, cancellationToken) =>
            {
                foreach (var edit in edits)
                {
                    await edit.Probe!(context, cancellationToken).ConfigureAwait(false);
                }
            },
        };

    /// <summary>The changelog, relative to the repository; <c>null</c> where the project has none.</summary>
    /// <exception cref="Errors.ConfigurationException">It lies outside of the repository.</exception>
    public static ChangelogFile? ChangelogOf(Rooms rooms)
    {
        var configuration = rooms.Configuration;
        var section = configuration.Changelog;
        return section.From == ChangelogSource.None
            ? null
            : new ChangelogFile(
                configuration.Git.Directory,
                Within.Repository(configuration, section.File, "changelog/file"),
                new ChangelogOptions
                {
                    RequireEntries = section.RequireEntries,
                    KeepEmptySubsections = section.KeepEmptySections,
                    UnreleasedNames = section.Unreleased is { } heading ? [heading] : [],
                    IsVersion = rooms.OwnScheme is { } scheme
                        ? text => scheme.TryParse(rooms.Tags.VersionOf(text) ?? text, out _, out _)
                        : null,
                }
            );
    }

    /// <summary>What the changelog says of the version; empty where it says nothing.</summary>
    public static string NotesOf(Rooms rooms, ReleaseIdentity release)
    {
        if (ChangelogOf(rooms) is not { Exists: true } file)
        {
            return "";
        }

        var changelog = file.Parse();
        return changelog.Find(release.Version, rooms.Tags.TagOf(release.Version)) is { } section
            ? changelog.Notes(section)
            : "";
    }

    private static ReleaseEdits EditsOf(Rooms rooms, ReleaseIdentity release)
    {
        var sources = new EntrySources(rooms);
        var changelog = ChangelogOf(rooms) is { } file
            ? new ChangelogStep(
                new ChangelogEditor(
                    file,
                    new PlannedRelease(release.Version, rooms.Tags.TagOf(release.Version)),
                    sources.For(release.Version),
                    sources.IsFallback
                ),
                rooms.Repository
            )
            : null;
        var versions = rooms.Configuration.Version.Files.Select(section => new VersionFiles.VersionFile(
            rooms.Configuration.Git.Directory,
            Within.Repository(rooms.Configuration, section.File, "version/files"),
            section.Pattern
        ));
        return new ReleaseEdits(
            changelog,
            [.. versions.Select(file => new VersionFileStep(file, release.Version, rooms.Repository))],
            sources.Fragments()
        );
    }

    private static GitPreflightOptions PreflightOf(GitReleaseOptions options) =>
        new()
        {
            Branch = options.Branch,
            Remote = options.PushDisabled is null ? options.Remote : null,
            Tag = options.Tag,
        };

    private static GitReleaseOptions OptionsOf(Rooms rooms, ReleaseIdentity release, ReleaseEdits edits)
    {
        var configuration = rooms.Configuration;
        var values = rooms.ValuesOf(release);
        return new GitReleaseOptions
        {
            Tag = rooms.Tags.TagOf(release.Version),
            TagMessage = values.Fill(configuration.Git.TagMessage),
            CommitMessage = values.Fill(configuration.Git.Message),
            Files =
            [
                .. ChangelogOf(rooms) is { } file ? [file.Name] : Array.Empty<string>(),
                .. configuration.Version.Files.Select(one =>
                    Within.Repository(configuration, one.File, "version/files")
                ),
            ],
            Deleted = edits.Deleted,
            IsPrepared = edits.ArePreparedAsync,
            Remote = configuration.Git.Remote,
            Branch = configuration.Git.Branch,
            IsProtected = configuration.Git.Via == PublishVia.PullRequest,
            ProposalBranch = $"release/{release.Version}",
            ProposalText = () => $"{NotesOf(rooms, release)}\n\n{AfterTheMerge}".TrimStart(),
            Sign = configuration.Git.Sign,
            PushDisabled = configuration.Git.Push ? null : $"git/push is false in {configuration.SourceFile}",
        };
    }
}
