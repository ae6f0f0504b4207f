using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>The step that drops what releases left beside a database and nobody needs any more.</summary>
public static class TidySteps
{
    /// <summary>
    /// <c>announce/tidy:NAME</c>: scratch databases and restore points go, except the newest restore point of this
    /// release, and so do dumps that were cut off. Databases that a rollback set aside stay until they are told to go.
    /// </summary>
    /// <param name="target">The database.</param>
    /// <param name="backups">The directory that its backups are kept in.</param>
    /// <param name="release">The release.</param>
    public static Step For(DatabaseTarget target, string backups, ReleaseIdentity release)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(release);
        var sentence = Instruction.Manual(
            $"Drop the scratch databases and restore points of {target.Name} that are not this release's last restore point, and remove dumps of it that were cut off"
        );
        return new Step
        {
            Id = $"announce/tidy:{target.Label}",
            Stage = Stage.Announce,
            Title = $"Keep one restore point of the database {target.Name}",
            Instructions = [sentence],
            After = [],
            WarnOnly = true,
            Act = async (context, cancellationToken) =>
            {
                context.Issue(sentence);
                var kept = new KeptDatabases(target);
                var all = await kept.ListAsync(cancellationToken).ConfigureAwait(false);
                foreach (var name in Surplus(target, release, [.. all.Select(database => database.Name)]))
                {
                    await kept.DropAsync(name, cancellationToken).ConfigureAwait(false);
                }

                // This release's own is proven by now, and nobody else's can be under way under the lock.
                BackupLeftovers.Remove(backups, target.Name, context.Time.GetUtcNow());
            },
        };
    }

    private static IEnumerable<string> Surplus(
        DatabaseTarget target,
        ReleaseIdentity release,
        IReadOnlyList<string> names
    )
    {
        // A clone taken under the fence is newer than the scratch database that proved the backup.
        string[] points =
        [
            DatabaseNames.RestorePoint(target.Name, release.DatabaseSuffix),
            DatabaseNames.Scratch(target.Name, release.DatabaseSuffix),
        ];
        var point = points.FirstOrDefault(names.Contains);
        return names.Where(name => name != point && !DatabaseNames.IsSetAside(target.Name, name));
    }
}
