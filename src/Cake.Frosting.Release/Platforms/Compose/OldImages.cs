using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Platforms.Compose.Files;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Platforms.Compose;

/// <summary>
/// The images that releases brought to the engine, as their overlays tell, are removed once so many newer ones are
/// there. What no release brought is left alone, and so is what any container is made of, running or not, and what
/// ran before this release.
/// </summary>
/// <param name="overlay">The overlay of this release.</param>
/// <param name="keep">How many releases before this one keep their images.</param>
/// <param name="docker">The commands.</param>
internal sealed class OldImages(Overlay overlay, int keep, DockerCommands docker)
{
    private readonly IPlace place = new ThisMachine();

    public Step Create() =>
        new()
        {
            Id = "announce/images",
            Stage = Stage.Announce,
            Title = "Remove the images of releases that are not kept any more",
            Instructions = [Instruction.Run(place, docker.Forget(Blank.Of("image")))],
            After = [],
            WarnOnly = true,
            Probe = async (context, cancellationToken) =>
                (await FindAsync(context, cancellationToken).ConfigureAwait(false)).Count == 0
                    ? Probe.NotNeeded("there are none")
                    : Probe.NotDone(),
            Act = async (context, cancellationToken) =>
            {
                foreach (
                    var (file, images) in await FindAsync(context, cancellationToken).ConfigureAwait(false)
                )
                {
                    await RemoveAsync(file, images, context, cancellationToken).ConfigureAwait(false);
                }
            },
        };

    /// <summary>The overlays that are not kept any more, and their images that nothing wants.</summary>
    private async Task<IReadOnlyList<(string File, IReadOnlyList<string> Images)>> FindAsync(
        StepContext context,
        CancellationToken cancellationToken
    )
    {
        var files = overlay.Others();
        if (files.Count <= keep)
        {
            return [];
        }

        // Docker itself keeps only the last name of an image that a container has.
        var all = await context.LookAsync(place, docker.References, cancellationToken).ConfigureAwait(false);
        string[] wanted =
        [
            .. files.Take(keep).Append(overlay.File).SelectMany(ImagesIn),
            .. all.Lines,
            .. context
                .Facts.All.Where(fact =>
                    fact.Key.StartsWith($"{ImageBook.StepId}.reference:", StringComparison.Ordinal)
                )
                .Select(fact => fact.Value),
        ];
        return
        [
            .. files
                .Skip(keep)
                .Select(file => (file, (IReadOnlyList<string>)[.. ImagesIn(file).Except(wanted)])),
        ];
    }

    /// <summary>The overlay stays as long as one of its images is in use elsewhere: the next release tries again.</summary>
    private async Task RemoveAsync(
        string file,
        IReadOnlyList<string> images,
        StepContext context,
        CancellationToken cancellationToken
    )
    {
        var isGone = true;
        foreach (var image in images)
        {
            var removed = await context
                .RunAsync(place, docker.Forget(image), cancellationToken)
                .ConfigureAwait(false);
            isGone &=
                removed.ExitCode == 0
                || removed.StandardError.Contains("No such image", StringComparison.OrdinalIgnoreCase);
        }

        if (isGone)
        {
            File.Delete(file);
        }
    }

    private static IEnumerable<string> ImagesIn(string file)
    {
        if (!File.Exists(file))
        {
            return [];
        }

        var read = ComposeFile.Parse(file, File.ReadAllBytes(file));
        return [.. read.Services.Keys.Select(name => read.ImageOf(name)?.Text).OfType<string>().Distinct()];
    }
}
