using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Files;
using Cake.Frosting.Release.Platforms.Processes;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Platforms.Compose;

/// <summary>Makes a version's directory ready while the old version serves: fetched, prepared, checked, its images on the engine.</summary>
/// <param name="parts">What the steps are made with.</param>
/// <param name="directories">The versions.</param>
internal sealed class DirectorySteps(ComposeParts parts, VersionDirectories directories)
{
    private readonly IPlace place = new ThisMachine();

    /// <summary>The files of versions. What containers still run from is never pruned: they mount it.</summary>
    public ReleaseFiles Files(PlaceholderValues values) =>
        new(directories.Layout, parts.Configuration, place, values)
        {
            Completion = new Completion(
                [
                    .. directories.Shared.Select(name =>
                        Instruction.Manual($"Link {name} to {SharedAt(name)}")
                    ),
                    Instruction.Run(place, parts.Commands.Check with { WorkingDirectory = null }),
                ],
                CompleteAsync
            ),
            InUse = async (context, cancellationToken) =>
                (await parts.Containers.AllAsync(context, cancellationToken).ConfigureAwait(false))
                    .Select(VersionDirectories.VersionOf)
                    .OfType<string>()
                    .ToHashSet(),
        };

    /// <summary>Fetches the images that the new version's compose files name and the engine lacks, and notes what runs.</summary>
    public Step Images(ReleaseIdentity release) =>
        new()
        {
            Id = "backup/images",
            Stage = Stage.Backup,
            Title = $"Fetch the images that {release.Version} needs and the engine has not",
            Instructions = [Instruction.Run(place, parts.Docker.Pull(Blank.Of("each that is not there")))],
            After = [ImageBook.StepId],
            // What was fetched can be gone when a release is taken up again.
            RunsAgain = true,
            Act = FetchImagesAsync,
        };

    /// <summary>The image that a service of the new version has by now; <c>null</c> where it is not known.</summary>
    public string? NewImageOf(string service, StepContext context) =>
        parts.ReadAt(directories.Layout.DirectoryOf(context.Release.Version)).ImageNameOf(service)
            is { } reference
            ? context.Facts.Find(ImageBook.StepId, $"new:{reference}")
            : null;

    private string SharedAt(string name) => Path.Combine(directories.Layout.Root, name);

    private async Task CompleteAsync(
        string directory,
        StepContext context,
        CancellationToken cancellationToken
    )
    {
        foreach (var name in directories.Shared)
        {
            Link(directory, name, context);
        }

        var project = parts.ReadAt(directory);
        new ReleasedServices(parts.Configuration, project).Check();
        await ComposeReading
            .CheckAsync(project, parts.Commands with { Directory = directory }, context, cancellationToken)
            .ConfigureAwait(false);
    }

    private void Link(string directory, string name, StepContext context)
    {
        var shared = SharedAt(name);
        if (!Path.Exists(shared))
        {
            throw new ReleaseRefusedException(
                $"There is no {shared}, which platform/shared says that all versions have in common.",
                "Put it there, or take it out of platform/shared."
            );
        }

        context.Issue(Instruction.Manual($"Link {name} to {shared}"));
        var link = Path.Combine(directory, name);
        Directory.CreateDirectory(Path.GetDirectoryName(link)!);
        if (Directory.Exists(link) && new DirectoryInfo(link).LinkTarget is null)
        {
            Directory.Delete(link, recursive: true);
        }

        SymbolicLink.Replace(link, Path.GetRelativePath(Path.GetDirectoryName(link)!, shared));
    }

    private async Task FetchImagesAsync(StepContext context, CancellationToken cancellationToken)
    {
        var project = parts.ReadAt(directories.Layout.DirectoryOf(context.Release.Version));
        var services = new ReleasedServices(parts.Configuration, project).Names;
        if (context.Release.PreviousVersion is not null)
        {
            var all = await parts.Containers.AllAsync(context, cancellationToken).ConfigureAwait(false);
            await parts
                .Book.RecordOldAsync(
                    services.ToDictionary(service => service, service => Containers.Of(service, all)),
                    context,
                    cancellationToken
                )
                .ConfigureAwait(false);
        }

        foreach (var reference in services.Select(project.ImageNameOf).OfType<string>().Distinct())
        {
            if (
                await parts.Book.FindAsync(reference, context, cancellationToken).ConfigureAwait(false)
                is null
            )
            {
                await context
                    .RunAsync(place, parts.Docker.Pull(reference), cancellationToken)
                    .ConfigureAwait(false);
            }

            await parts.Book.RecordNewAsync(reference, context, cancellationToken).ConfigureAwait(false);
        }
    }
}
