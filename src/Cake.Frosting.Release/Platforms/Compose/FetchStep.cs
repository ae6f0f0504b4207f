using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Platforms.Compose;

/// <summary>Fetches the new images while the old version serves, and writes down what runs until now.</summary>
/// <param name="configuration">What is released.</param>
/// <param name="images">The new images by service.</param>
/// <param name="services">The services that are released.</param>
/// <param name="book">Takes down which image is which.</param>
/// <param name="containers">The containers of the project.</param>
/// <param name="docker">The commands.</param>
/// <param name="overlay">The compose file for one-off containers.</param>
internal sealed class FetchStep(
    ReleaseConfiguration configuration,
    IReadOnlyDictionary<string, string> images,
    IReadOnlyList<string> services,
    ImageBook book,
    Containers containers,
    DockerCommands docker,
    Overlay overlay
)
{
    private readonly IPlace place = new ThisMachine();
    private readonly IReadOnlyList<string> references = [.. images.Values.Distinct()];

    public Step Create(ReleaseIdentity release, PlaceholderValues values)
    {
        var commands = CommandsFor(values);
        return new Step
        {
            Id = ImageBook.StepId,
            Stage = Stage.Backup,
            Title = references.Count == 1 ? "Fetch the image" : "Fetch the images",
            Instructions =
            [
                .. release.PreviousVersion is null
                    ? (Instruction[])[]
                    :
                    [
                        .. services.Select(service =>
                            Instruction.Run(
                                place,
                                docker.Tag(Blank.Of($"image of {service}"), book.KeptName(service))
                            )
                        ),
                    ],
                .. commands.Select(command => Instruction.Run(place, command)),
                Instruction.Manual($"Write {overlay.File}, which gives one-off containers the new images"),
            ],
            After = [],
            // What was fetched can be gone, or moved, when a release is taken up again.
            RunsAgain = true,
            Probe = LookAsync,
            Act = (context, cancellationToken) => FetchAsync(commands, context, cancellationToken),
            Undo = new Undo
            {
                Title = "Let the names of the images mean again what they meant before",
                Act = async (context, cancellationToken) =>
                {
                    foreach (var reference in ImageBook.ReferencesIn(context))
                    {
                        await book.RestoreAsync(reference, context, cancellationToken).ConfigureAwait(false);
                    }
                },
            },
        };
    }

    /// <summary>The project's own commands take the place of docker's, where there are any.</summary>
    private List<Command> CommandsFor(PlaceholderValues values) =>
        configuration.Fetch.Count > 0
            ? [.. configuration.Fetch.Select(each => values.Fill(each, configuration.Platform.Directory))]
            : [.. references.Select(docker.Pull)];

    private async Task<Probe> LookAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (!overlay.IsWritten(images))
        {
            return Probe.NotDone();
        }

        foreach (var reference in references)
        {
            var found = await book.FindAsync(reference, context, cancellationToken).ConfigureAwait(false);
            if (found is null || found.Value.Id != ImageBook.NewOf(reference, context))
            {
                return Probe.NotDone();
            }
        }

        return references.Count == 0 && context.Facts.All.Count == 0
            ? Probe.NotDone()
            : Probe.Done("every image is on the engine");
    }

    private async Task FetchAsync(
        IReadOnlyList<Command> commands,
        StepContext context,
        CancellationToken cancellationToken
    )
    {
        MeantImages.Record(images, context);
        var all = await containers.AllAsync(context, cancellationToken).ConfigureAwait(false);
        if (context.Release.PreviousVersion is not null)
        {
            await book.RecordOldAsync(
                    services.ToDictionary(service => service, service => Containers.Of(service, all)),
                    context,
                    cancellationToken
                )
                .ConfigureAwait(false);
        }

        foreach (var reference in references)
        {
            await book.RecordBeforeAsync(reference, context, cancellationToken).ConfigureAwait(false);
        }

        foreach (var command in commands)
        {
            await context.RunAsync(place, command, cancellationToken).ConfigureAwait(false);
        }

        foreach (var reference in references)
        {
            await book.RecordNewAsync(reference, context, cancellationToken).ConfigureAwait(false);
        }

        context.Issue(
            Instruction.Manual($"Write {overlay.File}, which gives one-off containers the new images")
        );
        overlay.Write(images);
    }
}
