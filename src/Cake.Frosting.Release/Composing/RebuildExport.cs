using System.Globalization;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Files;
using Cake.Frosting.Release.Postgres;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Composing;

/// <summary>
/// What an empty database takes over: exported by the old version once nobody writes, proven, kept with the backups,
/// and laid where the new version imports it.
/// </summary>
internal sealed class RebuildExport
{
    private const string FileFact = "file";
    private readonly IPlace place;
    private readonly Command command;
    private readonly string label;
    private readonly string written;
    private readonly string wanted;
    private readonly string kept;

    /// <summary>Creates one.</summary>
    /// <param name="rooms">What the steps are made with.</param>
    /// <param name="release">The release; there is a version before it.</param>
    /// <param name="label">The database.</param>
    /// <param name="section">What is exported.</param>
    public RebuildExport(Rooms rooms, ReleaseIdentity release, string label, Rebuild section)
    {
        this.label = label;
        var old = rooms.Platform.DirectoryOf(release.PreviousVersion!);
        place = section.Service is null ? rooms.Place : rooms.Platform.OnceBefore(section.Service, release);
        command = rooms.ValuesOf(release).Fill(section.Export!, section.Service is null ? old : null) with
        {
            Deadline = section.Deadline,
        };
        written = Path.Combine(old, section.File!);
        wanted = Path.Combine(rooms.Platform.DirectoryOf(release.Version), section.To ?? section.File!);
        kept = Path.Combine(
            rooms.Configuration.Backup.Directory,
            "exports",
            $"{label}-{release.Id}{Path.GetExtension(written)}"
        );
    }

    private string StepId => $"stop/export:{label}";

    /// <summary>Exports. A file that an earlier release left there is set aside: it must not be taken for this one.</summary>
    public Step Export =>
        new()
        {
            Id = StepId,
            Stage = Stage.Stop,
            Title = "Let the old version export what the new one cannot find elsewhere, and prove it",
            Instructions =
            [
                Instruction.Manual($"Move {written} away, where there is one: to {Stale}"),
                Instruction.Run(place, command),
                Instruction.Manual($"See that {written} has bytes in it{(IsJson ? " and is JSON" : "")}"),
                Instruction.Manual($"Move it to {kept}, and compare"),
            ],
            TakesServiceDown = true,
            Probe = (context, _) =>
                Task.FromResult(
                    context.Facts.Find(StepId, FileFact) is { } file && File.Exists(file)
                        ? Probe.Done($"it is {file}")
                        : Probe.NotDone()
                ),
            Act = ExportAsync,
            Undo = new Undo
            {
                Title = $"Leave no {written} for the old version to import",
                Instructions =
                [
                    Instruction.Manual($"Move {written} away, where there is one: to {Unproven}"),
                ],
                Act = (context, cancellationToken) => SetAsideAsync(Unproven, context, cancellationToken),
            },
        };

    /// <summary>Lays the export where the new version imports it; the one that is kept stays.</summary>
    public Step Carry =>
        new()
        {
            Id = $"migrate/carry:{label}",
            Stage = Stage.Migrate,
            Title = "Lay the export where the new version imports it",
            Instructions = [Instruction.Manual($"Copy {kept} to {wanted}")],
            TakesServiceDown = true,
            Act = async (context, cancellationToken) =>
            {
                context.Issue(Instruction.Manual($"Copy {kept} to {wanted}"));
                await CopyAsync(kept, wanted, context.Facts.Find(StepId, "sha256")!, cancellationToken)
                    .ConfigureAwait(false);
            },
            Undo = new Undo
            {
                Title = $"Remove {wanted}; {kept} stays",
                Instructions = [Instruction.Manual($"Remove {wanted}")],
                Act = (context, _) =>
                {
                    context.Issue(Instruction.Manual($"Remove {wanted}"));
                    if (File.Exists(wanted))
                    {
                        File.Delete(wanted);
                    }

                    return Task.CompletedTask;
                },
            },
        };

    private bool IsJson => Path.GetExtension(written).Equals(".json", StringComparison.OrdinalIgnoreCase);

    /// <summary>What lay there before.</summary>
    private string Stale => Path.ChangeExtension(kept, ".found" + Path.GetExtension(kept));

    /// <summary>What was exported and not proven.</summary>
    private string Unproven => Path.ChangeExtension(kept, ".unproven" + Path.GetExtension(kept));

    private async Task ExportAsync(StepContext context, CancellationToken cancellationToken)
    {
        DurableDirectory.Create(Path.GetDirectoryName(kept)!);
        // What a killed run exported is exported anew: somebody may have written meanwhile.
        await SetAsideAsync(Stale, context, cancellationToken).ConfigureAwait(false);
        Directory.CreateDirectory(Path.GetDirectoryName(written)!);
        await context.RunAsync(place, command, cancellationToken).ConfigureAwait(false);
        await ProveAsync(cancellationToken).ConfigureAwait(false);
        var bytes = new FileInfo(written).Length;
        var sha256 = await DumpFiles.DigestFileAsync(written, cancellationToken).ConfigureAwait(false);
        await MoveAsync(written, kept, sha256, context, cancellationToken).ConfigureAwait(false);
        context.Facts.Record(StepId, "bytes", bytes.ToString(CultureInfo.InvariantCulture));
        context.Facts.Record(StepId, "sha256", sha256);
        context.Facts.Record(StepId, FileFact, kept);
        context.Progress(string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes are in {kept}"));
    }

    private async Task SetAsideAsync(string to, StepContext context, CancellationToken cancellationToken)
    {
        if (File.Exists(written))
        {
            var hash = await DumpFiles.DigestFileAsync(written, cancellationToken).ConfigureAwait(false);
            await MoveAsync(written, to, hash, context, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ProveAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(written))
        {
            throw new ReleaseRefusedException(
                $"The export ended well and there is no {written}.",
                "Say under rebuild/file where this version writes it."
            );
        }

        if (new FileInfo(written).Length == 0)
        {
            throw new ReleaseRefusedException(
                $"The export ended well and {written} is empty.",
                "See why: nothing was changed, and the old version starts again."
            );
        }

        if (
            IsJson
            && await JsonText.ProblemAsync(written, cancellationToken).ConfigureAwait(false) is { } problem
        )
        {
            throw new ReleaseRefusedException(
                $"The export ended well and {written} is no whole JSON: {problem}",
                "See whether the disk is full: nothing was changed, and the old version starts again."
            );
        }
    }

    /// <summary>Copied, on disk and compared before the other one goes: at every instant there is one.</summary>
    private static async Task MoveAsync(
        string from,
        string to,
        string sha256,
        StepContext context,
        CancellationToken cancellationToken
    )
    {
        context.Issue(Instruction.Manual($"Move {from} to {to}"));
        await CopyAsync(from, to, sha256, cancellationToken).ConfigureAwait(false);
        try
        {
            File.Delete(from);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new ReleaseRefusedException(
                $"{from} is kept as {to}, and cannot be removed: {exception.Message}",
                "The old version would import it again, should it come back: give this user the right to write to the directory.",
                exception
            );
        }
    }

    private static async Task CopyAsync(
        string from,
        string to,
        string sha256,
        CancellationToken cancellationToken
    )
    {
        var partial = to + ".partial";
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        await using (var source = File.OpenRead(from))
        await using (var target = new FileStream(partial, FileMode.Create, FileAccess.Write))
        {
            await source.CopyToAsync(target, cancellationToken).ConfigureAwait(false);
            target.Flush(flushToDisk: true);
        }

        if (await DumpFiles.DigestFileAsync(partial, cancellationToken).ConfigureAwait(false) != sha256)
        {
            throw new ReleaseRefusedException(
                $"The copy of {from} in {partial} differs from it.",
                "See whether the disk is full or failing, and run this again."
            );
        }

        File.Move(partial, to, overwrite: true);
        DurableDirectory.Flush(Path.GetDirectoryName(to)!);
    }
}
