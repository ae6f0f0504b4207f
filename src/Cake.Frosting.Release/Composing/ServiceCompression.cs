using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Composing;

/// <summary>
/// An application that collects and compresses its static files by commands of its own, onto a volume that its
/// versions share: the new version's files take the old one's place, so the way back runs the commands again in the
/// old image.
/// </summary>
internal static class ServiceCompression
{
    private const string BeganFact = "began";

    public static Step InChain(Rooms rooms, ReleaseIdentity release, Compress section)
    {
        var place = rooms.Platform.OnceIn(section.Service!, release);
        var commands = CommandsOf(rooms, release, section);
        var ahead = AheadOf(rooms, release, section);
        return new Step
        {
            Id = IdOf(section),
            Stage = Stage.Compress,
            Title = ahead is null
                ? $"Collect and compress the static files of {section.Service}"
                : $"Put the static files of {section.Service} in place",
            Instructions = ahead is null
                ? [.. commands.Select(command => Instruction.Run(place, command))]
                : [Instruction.Run(ahead.Place, ahead.LayOver)],
            TakesServiceDown = true,
            Act = async (context, cancellationToken) =>
            {
                context.Facts.Record(IdOf(section), BeganFact, release.Version);
                if (
                    ahead is not null
                    && await ahead.IsReadyAsync(context, cancellationToken).ConfigureAwait(false)
                )
                {
                    await context
                        .RunAsync(ahead.Place, ahead.LayOver, cancellationToken)
                        .ConfigureAwait(false);
                    return;
                }

                foreach (var command in commands)
                {
                    await context.RunAsync(place, command, cancellationToken).ConfigureAwait(false);
                }
            },
        };
    }

    /// <summary>What is done of it while the old version serves; <c>null</c> where nothing is.</summary>
    public static AheadCompression? AheadOf(Rooms rooms, ReleaseIdentity release, Compress section) =>
        section.Ahead ? VolumeOf(rooms, release, section) : null;

    /// <summary>Its undo comes after that of the version, and before the old service starts.</summary>
    public static Step WayBack(Rooms rooms, ReleaseIdentity release, Compress section)
    {
        var place = rooms.Platform.OnceBefore(section.Service!, release);
        var commands = CommandsOf(rooms, release, section);
        var volume = VolumeOf(rooms, release, section);
        return new Step
        {
            Id = $"pull/static:{section.Service}",
            Stage = Stage.Pull,
            Title = $"Keep a way back for the static files of {section.Service}",
            TakesServiceDown = true,
            Act = (_, _) => Task.CompletedTask,
            Undo = new Undo
            {
                Title =
                    $"Collect and compress the static files of {section.Service} {release.PreviousVersion} again",
                Instructions =
                    volume?.BackInstructions
                    ?? [.. commands.Select(command => Instruction.Run(place, command))],
                Act = async (context, cancellationToken) =>
                {
                    if (context.Facts.Find(IdOf(section), BeganFact) is null)
                    {
                        return;
                    }

                    try
                    {
                        if (volume is not null)
                        {
                            await volume.BackAsync(context, cancellationToken).ConfigureAwait(false);
                            return;
                        }
                    }
                    catch (CommandFailedException failure)
                    {
                        context.Warn(
                            $"The static files of {section.Service} are made where they are served, on top of the new ones: {failure.Problem}"
                        );
                    }

                    foreach (var command in commands)
                    {
                        await context.RunAsync(place, command, cancellationToken).ConfigureAwait(false);
                    }
                },
            },
        };
    }

    public static Step Check(Rooms rooms, Compress section)
    {
        var place = rooms.Platform.Inside(section.Service!);
        var command = new Command("cat", "/proc/mounts");
        return new Step
        {
            Id = $"preflight/volume:{section.Service}",
            Stage = Stage.Preflight,
            Title = $"Check that the static files of {section.Service} are on a volume",
            Instructions = [Instruction.Run(place, command)],
            After = [],
            Act = async (context, cancellationToken) =>
            {
                var mounts = await context.LookAsync(place, command, cancellationToken).ConfigureAwait(false);
                var isMounted = mounts
                    .Lines.Select(line => line.Split(' ').ElementAtOrDefault(1) ?? "")
                    .Where(point => point.Length > 1)
                    .Any(point => Holds(point, section.Volume!));
                if (!isMounted)
                {
                    throw new ReleaseRefusedException(
                        $"{section.Volume} in {section.Service} is on no volume: what is compressed there is gone with the container that does it.",
                        $"Mount a volume at {section.Volume} in the compose file, in every service that serves or makes these files."
                    );
                }
            },
        };
    }

    private static AheadCompression? VolumeOf(Rooms rooms, ReleaseIdentity release, Compress section) =>
        section.Volume is not null && rooms.Platform.AheadVolumeOf(section.Service!, release) is { } volume
            ? new AheadCompression(volume, section, CommandsOf(rooms, release, section))
            : null;

    private static bool Holds(string point, string path) =>
        path == point || path.StartsWith($"{point}/", StringComparison.Ordinal);

    private static string IdOf(Compress section) => $"compress/service:{section.Service}";

    private static IReadOnlyList<Command> CommandsOf(
        Rooms rooms,
        ReleaseIdentity release,
        Compress section
    ) => [.. section.Commands.Select(command => rooms.ValuesOf(release).Fill(command))];
}
