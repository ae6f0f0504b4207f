using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>The step that takes a proven backup elsewhere while the service runs.</summary>
public static class CopySteps
{
    /// <summary>
    /// <c>backup/copy:NAME@DESTINATION</c>, after <c>backup/compare:NAME</c>. It records the fact <c>to</c>.
    /// </summary>
    /// <param name="target">The database.</param>
    /// <param name="directory">The directory that backups are kept in here.</param>
    /// <param name="destination">Where the copy goes.</param>
    /// <param name="keep">How many backups of the database are kept there.</param>
    /// <param name="release">The release.</param>
    public static Step For(
        DatabaseTarget target,
        string directory,
        IBackupDestination destination,
        int keep,
        ReleaseIdentity release
    )
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(release);
        var id = $"backup/copy:{target.Label}@{destination.Name}";
        var compare = $"backup/compare:{target.Label}";
        var planned = new BackupCopyPlan(
            Path.Combine(directory, BackupPlan.NameOf(target.Name, release, Blank.Of(BackupPlan.TimeBlank))),
            release.Project,
            target.Name,
            null
        );
        var retention = Instruction.Manual(
            $"Remove backups of {target.Name} beyond the newest {keep} from {destination.Name}"
        );
        return new Step
        {
            Id = id,
            Stage = Stage.Backup,
            Title = $"Copy the backup of {target.Name} to {destination.Name}",
            Instructions = [.. destination.Instructions(planned), retention],
            After = [compare],
            Act = async (context, cancellationToken) =>
            {
                var copy = Find(context, target, planned);
                var where = await destination
                    .PutAsync(context, copy, cancellationToken)
                    .ConfigureAwait(false);
                context.Facts.Record(id, "to", where);
                context.Issue(retention);
                var removed = await destination
                    .PruneAsync(context, copy, keep, cancellationToken)
                    .ConfigureAwait(false);
                foreach (var name in removed)
                {
                    context.Progress($"removed {name} from {destination.Name}");
                }
            },
            Probe = (context, _) =>
                Task.FromResult(
                    context.Facts.Find(id, "to") is { } where
                        ? Probe.Done($"it is in {where}")
                        : Probe.NotDone()
                ),
        };
    }

    private static BackupCopyPlan Find(StepContext context, DatabaseTarget target, BackupCopyPlan planned) =>
        context.Facts.Find($"backup/dump:{target.Label}", DumpAction.DirectoryFact) is { } directory
            ? planned with
            {
                Directory = directory,
                Manifest = BackupManifest.Read(directory),
            }
            : throw new ReleaseRefusedException(
                $"There is no backup of {target.Name} from this release to be copied.",
                "Run the release again from Backup."
            );
}
