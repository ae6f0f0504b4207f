using System.Globalization;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Registries;

/// <summary>Compares what images weigh with the room that the engine has, before anything is fetched.</summary>
/// <param name="images">The images.</param>
/// <param name="place">Where the engine's files are.</param>
/// <param name="directory">Tells the directory that the engine keeps images in: <c>docker info</c>.</param>
internal sealed class DiskCheck(IReadOnlyList<ImageCheck> images, IPlace place, Command directory)
{
    /// <summary>An image takes about so many times its compressed size, with the download itself.</summary>
    private const int Growth = 4;

    /// <summary>The step; it comes after the checks of the images.</summary>
    public Step Create() =>
        new()
        {
            Id = "preflight/image-room",
            Stage = Stage.Preflight,
            Title = "Check that there is room for the images",
            Instructions = [Instruction.Run(new ThisMachine(), directory)],
            After = [.. images.Select(image => image.Id)],
            RunsAgain = true,
            Act = ActAsync,
        };

    private async Task ActAsync(StepContext context, CancellationToken cancellationToken)
    {
        var root = await context
            .LookAsync(new ThisMachine(), directory, cancellationToken)
            .ConfigureAwait(false);
        var df = await context
            .LookAsync(place, new Command("df", "-Pk", root.Value), cancellationToken)
            .ConfigureAwait(false);
        var free = FreeOf(df);
        var size = images.Sum(image => image.SizeIn(context.Facts) ?? 0);
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"the images are {size / 1e6:0.#} MB compressed, and {root.Value} on {place.Name} has {free / 1e6:0.#} MB free"
        );
        if (free < size)
        {
            throw new ReleaseRefusedException(
                $"There is no room: {text}.",
                "Remove images that nothing uses (docker image prune), or make the disk larger."
            );
        }

        if (free < size * Growth)
        {
            context.Warn($"Room is short: {text}; unpacked they take about {Growth - 1} times as much.");
        }
    }

    private static long FreeOf(CommandResult df) =>
        df.Lines is [_, .., var last]
        && last.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, _, _, var blocks, ..]
        && long.TryParse(blocks, NumberStyles.None, CultureInfo.InvariantCulture, out var kilobytes)
            ? kilobytes * 1024
            : throw new ReleaseRefusedException($"df answered what is not understood: {df.Value}");
}
