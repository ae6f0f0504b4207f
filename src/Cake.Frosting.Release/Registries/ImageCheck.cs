using System.Globalization;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Registries;

/// <summary>
/// Looks in Preflight whether an image of the new version is there, waits for it where CI may still be building it,
/// and pins its digest: what is checked now is what is fetched later, whatever becomes of the tag.
/// </summary>
/// <param name="client">Sends the requests.</param>
/// <param name="image">The image.</param>
/// <param name="options">How the registry is asked.</param>
internal sealed class ImageCheck(HttpClient client, ImageName image, RegistryOptions options)
{
    private const string DigestFact = "digest";
    private const string SizeFact = "size";

    /// <summary>The image.</summary>
    public ImageName Image => image;

    /// <summary>The step's id.</summary>
    public string Id => $"preflight/image:{image}";

    /// <summary>The digest that was pinned; <c>null</c> where the step has not run.</summary>
    public string? DigestIn(Facts facts) => facts.Find(Id, DigestFact);

    /// <summary>The compressed size in bytes; <c>null</c> where the step has not run.</summary>
    public long? SizeIn(Facts facts) =>
        facts.Find(Id, SizeFact) is { } size ? long.Parse(size, CultureInfo.InvariantCulture) : null;

    /// <summary>The step.</summary>
    public Step Create() =>
        new()
        {
            Id = Id,
            Stage = Stage.Preflight,
            Title =
                options.Wait > TimeSpan.Zero
                    ? $"Wait until the registry has {image}"
                    : $"Check that the registry has {image}",
            Instructions = [Instruction.Manual($"docker manifest inspect {image}")],
            After = [],
            RunsAgain = true,
            Act = ActAsync,
        };

    private async Task ActAsync(StepContext context, CancellationToken cancellationToken)
    {
        var registry = new RegistryClient(client, image, options, context);
        var reader = new ManifestReader(
            registry,
            image,
            await PlatformAsync(context, cancellationToken).ConfigureAwait(false)
        );
        await WaitAsync(reader, context, cancellationToken).ConfigureAwait(false);
        var manifest = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (DigestIn(context.Facts) is { } pinned && pinned != manifest.Digest)
        {
            context.Warn(
                $"{image} is another image now ({manifest.Digest}): this release stays with {pinned}, which it began with."
            );
            return;
        }

        context.Facts.Record(Id, DigestFact, manifest.Digest);
        context.Facts.Record(Id, SizeFact, manifest.Size.ToString(CultureInfo.InvariantCulture));
        context.Progress(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{image} is {manifest.Digest}: {manifest.Layers} layers, {manifest.Size / 1e6:0.#} MB compressed{(manifest.Platform is null ? "" : $", {manifest.Platform}")}"
            )
        );
    }

    private async Task<string> PlatformAsync(StepContext context, CancellationToken cancellationToken) =>
        options switch
        {
            { Platform: { } platform } => platform,
            { AskPlatform: { } ask } => (
                await context.LookAsync(new ThisMachine(), ask, cancellationToken).ConfigureAwait(false)
            ).Value,
            _ => RegistryOptions.UsualPlatform,
        };

    /// <summary>Looks until the image is there or the time is over; who reads it then says what is wrong.</summary>
    private async Task WaitAsync(
        ManifestReader reader,
        StepContext context,
        CancellationToken cancellationToken
    )
    {
        var start = context.Time.GetTimestamp();
        while (
            context.Time.GetElapsedTime(start) is var waited
            && waited < options.Wait
            && !await reader.IsThereAsync(cancellationToken).ConfigureAwait(false)
        )
        {
            context.Progress(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{image} is not there yet ({waited.TotalSeconds:0} of {options.Wait.TotalSeconds:0} s)"
                )
            );
            await Task.Delay(options.Interval, context.Time, cancellationToken).ConfigureAwait(false);
        }
    }
}
