using System.Security.Cryptography;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Files;
using Cake.Frosting.Release.Platforms.Compose.Files;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Platforms.Compose;

/// <summary>
/// Sets the new images where the files name the old ones: all of them or none, and no other byte. Compose is asked
/// afterwards whether it reads them as they are meant.
/// </summary>
/// <param name="read">Reads the files as they are now.</param>
/// <param name="commands">Compose's commands.</param>
/// <param name="book">Which image is which.</param>
/// <param name="images">The new images by service.</param>
internal sealed class VersionStep(
    Func<ComposeProject> read,
    ComposeCommands commands,
    ImageBook book,
    IReadOnlyDictionary<string, string> images
)
{
    private const string StepId = "pull/version";
    private readonly IPlace place = new ThisMachine();

    public Step Create(ReleaseIdentity release)
    {
        var project = read();
        var places = PlacesIn(project);
        return new Step
        {
            Id = StepId,
            Stage = Stage.Pull,
            Title = $"Set the version to {release.Version}",
            Instructions =
            [
                .. places
                    .DistinctBy(each => each.At)
                    .Select(each => Instruction.Manual($"Write {each.Value} at {each.At}")),
                Instruction.Run(place, commands.Config),
            ],
            TakesServiceDown = true,
            Probe = (_, _) =>
                Task.FromResult(
                    PlacesIn(read()).All(each => each.Splices.Count == 0)
                        ? Probe.Done("the files have it")
                        : Probe.NotDone()
                ),
            Preview = (_, _) => Task.FromResult(Diff(read())),
            Act = SetAsync,
            Undo = new Undo
            {
                Title = $"Set the version back to {release.PreviousVersion ?? "what the files had"}",
                Instructions =
                [
                    .. places
                        .Select(each => each.File)
                        .Distinct()
                        .Select(file => Instruction.Manual($"Put {file} back as it was before the release")),
                ],
                Act = BackAsync,
            },
        };
    }

    private List<VersionPlace> PlacesIn(ComposeProject project) =>
        [.. images.Select(image => VersionPlace.Of(project, image.Key, image.Value))];

    /// <summary>What changes by file. One place that several services share is changed once, or refused.</summary>
    private static IEnumerable<(
        string File,
        ReadOnlyMemory<byte> Bytes,
        IReadOnlyList<Splice> Splices
    )> Edits(ComposeProject project, IReadOnlyList<VersionPlace> places)
    {
        foreach (
            var place in places
                .GroupBy(each => each.At)
                .Where(group => group.DistinctBy(each => each.Value).Count() > 1)
        )
        {
            throw new ConfigurationException(
                $"{place.Key}: it would have to be {string.Join(" and ", place.Select(each => each.Value).Distinct())} at once.",
                "Services that share this place need one image: write it for each of them, or give them the same."
            );
        }

        foreach (var file in places.Where(each => each.Splices.Count > 0).GroupBy(each => each.File))
        {
            yield return (
                file.Key,
                project.Env?.Name == file.Key ? project.Env.Bytes : project.FileOf(file.Key).Bytes,
                [
                    .. file.DistinctBy(each => each.At)
                        .SelectMany(each => each.Splices)
                        .OrderBy(splice => splice.Start),
                ]
            );
        }
    }

    /// <summary>No line around a change is shown: it may hold a secret.</summary>
    private string Diff(ComposeProject project) =>
        string.Concat(
            Edits(project, PlacesIn(project))
                .Select(edit => UnifiedDiff.Of(edit.Bytes.Span, edit.Splices, edit.File, context: 0))
        );

    private async Task SetAsync(StepContext context, CancellationToken cancellationToken)
    {
        var project = read();
        foreach (var (name, bytes, splices) in Edits(project, PlacesIn(project)).ToList())
        {
            var after = Splice.Apply(bytes.Span, splices);
            if (context.Facts.Find(StepId, $"after:{name}") is null)
            {
                context.Facts.Record(StepId, $"before:{name}", Hash(bytes.Span));
                context.Facts.Record(
                    StepId,
                    $"inverse:{name}",
                    Splice.Write(Splice.Invert(bytes.Span, splices))
                );
                context.Facts.Record(StepId, $"after:{name}", Hash(after));
            }

            context.Issue(Instruction.Manual($"Set the version in {name}"));
            new ProjectFile(project.Directory, name).Write(after);
        }

        context.Issue(Instruction.Run(place, commands.Config));
        await ComposeReading
            .CompareAsync(read(), commands, images, context, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>To the byte; in a file that somebody has changed since, only the images.</summary>
    private async Task BackAsync(StepContext context, CancellationToken cancellationToken)
    {
        var directory = commands.Directory;
        foreach (var name in FilesIn(context))
        {
            var file = new ProjectFile(directory, name);
            var now = file.Read();
            if (Hash(now.Span) == context.Facts.Find(StepId, $"before:{name}"))
            {
                continue;
            }

            context.Issue(Instruction.Manual($"Put {name} back as it was before the release"));
            var inverse = Splice.Read(context.Facts.Find(StepId, $"inverse:{name}")!);
            if (Hash(now.Span) == context.Facts.Find(StepId, $"after:{name}"))
            {
                file.Write(Splice.Apply(now.Span, inverse));
            }
            else
            {
                BackByMeaning(name, context);
            }
        }

        // What runs from here on, a one-off container for example, is of the old images whatever became of their names.
        var project = read();
        foreach (var service in ImageBook.ServicesIn(context))
        {
            if (
                ImageBook.OldOf(service, context) is { } id
                && project.ImageNameOf(service) is { } reference
                && reference == context.Facts.Find(ImageBook.StepId, $"reference:{service}")
            )
            {
                await book.PinAsync(reference, id, service, context, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private void BackByMeaning(string name, StepContext context)
    {
        var project = read();
        var places = ImageBook
            .ServicesIn(context)
            .Select(service => (service, old: context.Facts.Find(ImageBook.StepId, $"reference:{service}")))
            .Where(entry => entry.old is not null)
            .Select(entry => VersionPlace.Of(project, entry.service, entry.old!))
            .Where(each => each.File == name)
            .ToList();
        context.Warn(
            $"{name} has changed since the release edited it: the images are set back, and the rest stays as it is now."
        );
        foreach (var (_, bytes, splices) in Edits(project, places))
        {
            new ProjectFile(project.Directory, name).Write(Splice.Apply(bytes.Span, splices));
        }
    }

    private static IEnumerable<string> FilesIn(StepContext context) =>
        context
            .Facts.All.Keys.Where(key => key.StartsWith($"{StepId}.after:", StringComparison.Ordinal))
            .Select(key => key[$"{StepId}.after:".Length..])
            .Order(StringComparer.Ordinal);

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
