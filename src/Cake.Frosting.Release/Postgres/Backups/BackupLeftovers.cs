using System.Text.RegularExpressions;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>What releases left in the directory of backups and nobody needs any more.</summary>
public static class BackupLeftovers
{
    /// <summary>Removes dumps of a database that were cut off or never proven.</summary>
    /// <param name="directory">The directory that backups are kept in.</param>
    /// <param name="database">The database's name.</param>
    /// <param name="before">Only what was begun before this time goes.</param>
    /// <returns>The directories that are gone.</returns>
    public static IReadOnlyList<string> Remove(string directory, string database, DateTimeOffset before)
    {
        if (!Directory.Exists(directory))
        {
            return [];
        }

        var ours = new Regex(
            $@"\A{Regex.Escape(BackupPlan.FileName(database))}-[0-9]{{8}}T[0-9]{{6}}Z-.+-(?<time>[0-9]{{8}}T[0-9]{{6}}Z)(\.partial|\.proof)?\z",
            RegexOptions.CultureInvariant
        );
        var gone = Directory
            .EnumerateDirectories(directory)
            .Where(path => !File.Exists(Path.Combine(path, BackupManifest.FileName)))
            .Where(path =>
                ours.Match(Path.GetFileName(path)) is { Success: true } match && TimeOf(match) < before
            )
            .ToList();
        gone.ForEach(path => Directory.Delete(path, recursive: true));
        return gone;
    }

    /// <summary>Removes backups beyond those that are kept, by the rules of a release.</summary>
    /// <param name="directory">The directory that backups are kept in.</param>
    /// <param name="project">The project.</param>
    /// <param name="database">The database's name.</param>
    /// <param name="keep">How many are kept.</param>
    /// <returns>The directories that are gone.</returns>
    public static IReadOnlyList<string> RemoveSurplus(
        string directory,
        string project,
        string database,
        int keep
    ) =>
        BackupList
            .Read(directory)
            .FirstOrDefault(backup =>
                backup.Manifest.Project == project && backup.Manifest.Database == database
            )
            is { } newest
            ? BackupRetention.Apply(new BackupOptions { Directory = directory, Keep = keep }, newest.Manifest)
            : [];

    private static DateTimeOffset TimeOf(Match match) =>
        Timestamp.Read(match.Groups["time"].ValueSpan)
        ?? throw new FormatException($"{match.Groups["time"].Value} is no time.");
}
