using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Platforms.Processes;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Platforms.Compose;

/// <summary>
/// Versions that are in no image: each is a directory with compose files of its own, which mount it. Compose is started
/// in the directory itself and never through the link, so that a container tells which version it is.
/// </summary>
/// <param name="configuration">What is released.</param>
internal sealed class VersionDirectories(ReleaseConfiguration configuration)
{
    /// <summary>Where things are.</summary>
    public ProcessLayout Layout { get; } = new(configuration.Platform.Directory);

    /// <summary>What all versions have in common.</summary>
    public IReadOnlyList<string> Shared => configuration.Platform.Shared;

    /// <summary>The directories of a configuration; <c>null</c> where its versions are images.</summary>
    /// <exception cref="ReleaseException">There is no version to begin with, or nothing that fetches one.</exception>
    public static VersionDirectories? Of(ReleaseConfiguration configuration)
    {
        if (configuration.Platform.Versions != VersionsAre.Directories)
        {
            return null;
        }

        if (configuration.Fetch.Count == 0)
        {
            throw new ConfigurationException(
                $"{configuration.SourceFile}: platform/versions: versions are directories, and nothing says how one is fetched.",
                "Say under fetch which commands fill an empty directory: git clone, and what prepares the source."
            );
        }

        var found = new VersionDirectories(configuration);
        if (
            found.Layout.CurrentVersion() is { } version
            && Directory.Exists(found.Layout.DirectoryOf(version))
        )
        {
            return found;
        }

        var root = found.Layout.Root;
        var project = Files.ComposeProject.NameOf(configuration.Platform, _ => null);
        throw new ReleaseRefusedException(
            $"There is no {found.Layout.Current}, which would say which version runs.",
            $"Once, for the version that runs now: put its prepared source into {found.Layout.DirectoryOf("VERSION")}, and there: docker compose -p {project} up -d; then ln -s releases/VERSION {found.Layout.Current}. Volumes stay, for they are of the project {project}."
        );
    }

    /// <summary>The platform as it is in the directory of a version.</summary>
    public Platform At(string directory) => configuration.Platform with { Directory = directory };

    /// <summary>The version that a release begins with.</summary>
    public string Before(ReleaseIdentity release) => release.PreviousVersion ?? Layout.CurrentVersion()!;

    /// <summary>The version that a container is of; <c>null</c> where it was made elsewhere.</summary>
    public static string? VersionOf(ContainerState container) =>
        container.Directory is { Length: > 0 } directory
        && Path.GetFileName(Path.GetDirectoryName(directory)) == "releases"
            ? Path.GetFileName(directory)
            : null;

    /// <summary>Why containers are not of the version that is set; <c>null</c> where they are.</summary>
    public string? ProblemOf(IEnumerable<ContainerState> containers) =>
        containers.FirstOrDefault(each => VersionOf(each) != Layout.CurrentVersion()) is { } other
            ? $"{other.Label} was made in {other.Directory}, and {Layout.Current} leads to {Layout.CurrentVersion()}"
            : null;
}
