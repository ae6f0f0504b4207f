using System.Text.Json;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Registries;

/// <summary>A tag can be moved between the look at the registry and the pull: what was fetched must be what was found.</summary>
/// <param name="images">The images.</param>
/// <param name="inspect">Prints the digests that registries know an image by, as JSON; the name follows.</param>
internal sealed class FetchedCheck(IReadOnlyList<ImageCheck> images, Command inspect)
{
    /// <summary>The step.</summary>
    /// <param name="fetch">The step that fetches the images.</param>
    public Step Create(string fetch) =>
        new()
        {
            Id = "backup/images",
            Stage = Stage.Backup,
            Title = "Check that what was fetched is what the registry had",
            Instructions =
            [
                .. images.Select(image =>
                    Instruction.Run(new ThisMachine(), inspect.With(image.Image.ToString()))
                ),
            ],
            After = [fetch],
            RunsAgain = true,
            Act = async (context, cancellationToken) =>
            {
                foreach (var image in images)
                {
                    await CheckAsync(image, context, cancellationToken).ConfigureAwait(false);
                }
            },
        };

    private async Task CheckAsync(ImageCheck image, StepContext context, CancellationToken cancellationToken)
    {
        if (image.DigestIn(context.Facts) is not { } pinned)
        {
            return;
        }

        var result = await context
            .LookAsync(new ThisMachine(), inspect.With(image.Image.ToString()), cancellationToken)
            .ConfigureAwait(false);
        var digests = JsonSerializer.Deserialize<string[]>(result.StandardOutput) ?? [];
        if (!digests.Any(digest => digest.EndsWith($"@{pinned}", StringComparison.Ordinal)))
        {
            throw new ReleaseRefusedException(
                $"{image.Image} was fetched as {string.Join(", ", digests)}, and Preflight had found {pinned}: somebody has moved the tag meanwhile.",
                "Abandon this release, and begin it anew once nobody pushes to the tag any more."
            );
        }
    }
}
