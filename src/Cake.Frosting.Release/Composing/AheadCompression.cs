using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Platforms;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Composing;

/// <summary>
/// An application's own commands that collect and compress its static files, run while the old version serves: into a
/// volume of the release's own, whose files are laid over the old ones once the old version has stopped.
/// </summary>
/// <param name="volume">The volume.</param>
/// <param name="section">The commands, and where they write to.</param>
/// <param name="commands">The commands, filled in.</param>
internal sealed class AheadCompression(IAheadVolume volume, Compress section, IReadOnlyList<Command> commands)
{
    private const string ReadyFact = "ready";

    /// <summary>Where the volume is in the container that lays its files over the old ones.</summary>
    private const string Beside = "/release-ahead";

    private readonly IPlace here = new ThisMachine();

    /// <summary>The volume with the new files, beside the one with the old ones.</summary>
    public IPlace Place => volume.At($"{Beside}:ro");

    /// <summary>Lays the new files over the old ones.</summary>
    public Command LayOver => new("cp", "-a", $"{Beside}/.", $"{section.Volume}/");

    private string Id => $"backup/static:{section.Service}";

    /// <summary>Where it fails the release goes on: the commands run again when the service is down.</summary>
    public Step Ahead =>
        new()
        {
            Id = Id,
            Stage = Stage.Backup,
            Title = $"Collect and compress the static files of {section.Service} ahead of time",
            Instructions = [.. Making(volume.At(section.Volume!)), Instruction.Run(Place, Trial)],
            After = ["backup/fetch"],
            WarnOnly = true,
            Act = async (context, cancellationToken) =>
            {
                await MakeAsync(volume.At(section.Volume!), context, cancellationToken).ConfigureAwait(false);
                await context.RunAsync(Place, Trial, cancellationToken).ConfigureAwait(false);
                context.Facts.Record(Id, ReadyFact, context.Release.Version);
            },
            Undo = new Undo
            {
                Title = $"Remove the static files of {section.Service} that were made ahead of time",
                Instructions = [Instruction.Run(here, volume.Drop)],
                Act = DropAsync,
            },
        };

    /// <summary>Removes the volume once the new version is live.</summary>
    public Step Tidy =>
        new()
        {
            Id = $"announce/static:{section.Service}",
            Stage = Stage.Announce,
            Title = $"Remove the volume in which the static files of {section.Service} were made",
            Instructions = [Instruction.Run(here, volume.Drop)],
            After = [],
            WarnOnly = true,
            Act = DropAsync,
        };

    /// <summary>That there is a cp, and that it may read what the commands wrote, is seen before the service is down.</summary>
    private static Command Trial => new("cp", "-a", $"{Beside}/.", "/tmp/");

    /// <summary>Whether the files are ready to be laid over the old ones. Changes nothing.</summary>
    public async Task<bool> IsReadyAsync(StepContext context, CancellationToken cancellationToken) =>
        context.Facts.Find(Id, ReadyFact) is not null
        && (await context.LookAsync(here, volume.Look, cancellationToken).ConfigureAwait(false)).Lines.Count
            > 0;

    /// <summary>
    /// What the way back issues. Run on top of the new version's files the commands would leave those that are newer
    /// than what they collect: <c>collectstatic</c> does.
    /// </summary>
    public IReadOnlyList<Instruction> BackInstructions =>
        [
            .. Making(volume.BackAt(section.Volume!)),
            Instruction.Run(volume.BackAt($"{Beside}:ro"), LayOver),
            Instruction.Run(here, volume.Drop),
        ];

    /// <summary>Makes the old version's files anew, and lays them over those of the new one.</summary>
    public async Task BackAsync(StepContext context, CancellationToken cancellationToken)
    {
        await MakeAsync(volume.BackAt(section.Volume!), context, cancellationToken).ConfigureAwait(false);
        await context
            .RunAsync(volume.BackAt($"{Beside}:ro"), LayOver, cancellationToken)
            .ConfigureAwait(false);
        await context.RunAsync(here, volume.Drop, cancellationToken).ConfigureAwait(false);
    }

    private IEnumerable<Instruction> Making(IPlace at) =>
        [
            Instruction.Run(here, volume.Drop),
            Instruction.Run(here, volume.Make),
            .. commands.Select(command => Instruction.Run(at, command)),
        ];

    /// <summary>Has the commands write into the volume, which is empty before.</summary>
    private async Task MakeAsync(IPlace at, StepContext context, CancellationToken cancellationToken)
    {
        await context.RunAsync(here, volume.Drop, cancellationToken).ConfigureAwait(false);
        await context.RunAsync(here, volume.Make, cancellationToken).ConfigureAwait(false);
        foreach (var command in commands)
        {
            await context.RunAsync(at, command, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task<CommandResult> DropAsync(StepContext context, CancellationToken cancellationToken) =>
        context.RunAsync(here, volume.Drop, cancellationToken);
}
