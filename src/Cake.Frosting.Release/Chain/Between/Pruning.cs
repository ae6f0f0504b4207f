using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Postgres;

namespace Cake.Frosting.Release.Chain;

/// <summary>
/// The target Prune: databases that releases and restores left beside the live ones, dumps that were never proven,
/// and backups beyond those that are kept. The way back from the newest release stays.
/// </summary>
/// <param name="tool">What the tool has at hand.</param>
internal sealed class Pruning(Tool tool)
{
    private static readonly TimeSpan Usual = TimeSpan.FromDays(7);

    public Task RunAsync(CancellationToken cancellationToken)
    {
        var age = AgeOf(tool.Arguments.OlderThan);
        return new BetweenReleases(tool).RunAsync(
            "Prune",
            "and may need what would be removed",
            Purpose.Look,
            (project, latest, _) => RemoveAsync(project, latest, age, cancellationToken),
            cancellationToken
        );
    }

    private async Task RemoveAsync(
        Project project,
        ReleaseRecord? latest,
        TimeSpan age,
        CancellationToken cancellationToken
    )
    {
        var before = tool.Time.GetUtcNow() - age;
        var removed = 0;
        foreach (var room in project.Rooms.Databases.Values)
        {
            var kept = new KeptDatabases(room.Target);
            foreach (var database in await kept.ListAsync(cancellationToken).ConfigureAwait(false))
            {
                // The restore point of the release that is live is the way back from it.
                if (
                    database.ReleaseTime is { } time
                    && time < before
                    && (
                        latest is null
                        || !database.Name.EndsWith(latest.Release.DatabaseSuffix, StringComparison.Ordinal)
                    )
                )
                {
                    await kept.DropAsync(database.Name, cancellationToken).ConfigureAwait(false);
                    removed += Tell($"the database {database.Name}");
                }
            }

            foreach (
                var directory in BackupLeftovers.Remove(
                    project.Configuration.Backup.Directory,
                    room.Target.Name,
                    before
                )
            )
            {
                removed += Tell($"{directory}, which was never proven");
            }

            foreach (
                var directory in BackupLeftovers.RemoveSurplus(
                    project.Configuration.Backup.Directory,
                    project.Configuration.Project,
                    room.Target.Name,
                    project.Configuration.Backup.Keep
                )
            )
            {
                removed += Tell($"the backup {directory}");
            }
        }

        if (removed == 0)
        {
            tool.Output.WriteLine($"There is nothing to remove that is older than {Duration.Format(age)}.");
        }
    }

    private static TimeSpan AgeOf(string? text) =>
        text is null ? Usual
        : Duration.TryParse(text) is { } age ? age
        : throw new ReleaseRefusedException(
            $"--older-than={text} is no duration.",
            "Write it as 7d, 12h or 0s."
        );

    private int Tell(string what)
    {
        tool.Output.WriteLine($"Removed {what}");
        return 1;
    }
}
