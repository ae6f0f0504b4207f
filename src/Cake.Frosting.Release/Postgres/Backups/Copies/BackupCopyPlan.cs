using System.Text.RegularExpressions;
using Cake.Frosting.Release.Commands;

namespace Cake.Frosting.Release.Postgres;

/// <summary>A backup that is to be copied.</summary>
/// <param name="Directory">Its directory; it ends in a blank while it is planned.</param>
/// <param name="Project">The project.</param>
/// <param name="Database">The database's name.</param>
/// <param name="Manifest">Its manifest; <c>null</c> while it is planned.</param>
public sealed record BackupCopyPlan(
    string Directory,
    string Project,
    string Database,
    BackupManifest? Manifest
)
{
    /// <summary>The backup's name.</summary>
    public string Name => Path.GetFileName(Directory);

    /// <summary>The directory that the backup's directory is in.</summary>
    public string Parent => Path.GetDirectoryName(Directory)!;

    /// <summary>
    /// The directory for it elsewhere: project and cluster are in its name, so that what one of them lets go is
    /// never another one's.
    /// </summary>
    public string Shelf => ShelfOf(Project, Manifest?.SystemIdentifier ?? Blank.Of("cluster"));

    internal static string ShelfOf(string project, string cluster) =>
        $"{BackupPlan.FileName(project)}-{cluster}";

    /// <summary>Of names of backups, those of this database beyond the newest.</summary>
    /// <param name="names">The names of complete backups.</param>
    /// <param name="keep">How many stay.</param>
    internal IReadOnlyList<string> Surplus(IEnumerable<string> names, int keep)
    {
        var ours = new Regex(
            $@"\A{Regex.Escape(BackupPlan.FileName(Database))}-[0-9]{{8}}T[0-9]{{6}}Z-.+-(?<time>[0-9]{{8}}T[0-9]{{6}}Z)\z",
            RegexOptions.CultureInvariant
        );
        return
        [
            .. names
                .Where(name => ours.IsMatch(name) && name != Name)
                .OrderByDescending(name => ours.Match(name).Groups["time"].Value, StringComparer.Ordinal)
                .Skip(Math.Max(1, keep) - 1),
        ];
    }
}
