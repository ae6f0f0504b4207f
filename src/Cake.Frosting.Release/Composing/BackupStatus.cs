using System.Globalization;
using System.Text;
using Cake.Frosting.Release.Postgres;

namespace Cake.Frosting.Release.Composing;

/// <summary>The backups of the databases and where their copies are, for the target Status.</summary>
internal static class BackupStatus
{
    private const int Shown = 5;

    /// <summary>The lines, each ending in a line break; none where there is no backup.</summary>
    /// <param name="directory">The directory that backups are kept in.</param>
    /// <param name="databases">The databases.</param>
    /// <param name="facts">The facts of the releases, by release.</param>
    public static string Render(
        string directory,
        IEnumerable<DatabaseTarget> databases,
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> facts
    )
    {
        var all = BackupList.Read(directory);
        var page = new StringBuilder();
        foreach (var database in databases)
        {
            var ours = all.Where(backup => backup.Manifest.Database == database.Name).Take(Shown).ToList();
            if (ours.Count > 0)
            {
                page.Append(
                    CultureInfo.InvariantCulture,
                    $"\nBackups of {database.Name}, the newest first, in {directory}\n"
                );
            }

            foreach (var backup in ours)
            {
                page.Append(Line(backup, Copies(backup, database.Label, facts)));
            }
        }

        return page.ToString();
    }

    private static string Line(Backup backup, string copies) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"  {Path.GetFileName(backup.Directory)}  {backup.Manifest.Bytes / 1e6:N1} MB, {Proof(backup.Manifest)}{copies}\n"
        );

    private static string Proof(BackupManifest manifest) =>
        (
            manifest.Verified switch
            {
                BackupVerification.Restore => "restored and compared",
                BackupVerification.List => "read to its end, not restored",
                _ => "not proven",
            }
        )
        + (
            manifest.EncryptedBy is { } program
                ? $", encrypted by {program.ToString().ToLowerInvariant()}"
                : ""
        );

    private static string Copies(
        Backup backup,
        string label,
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> facts
    )
    {
        var prefix = $"backup/copy:{label}@";
        var places = facts
            .GetValueOrDefault(backup.Manifest.ReleaseId, new Dictionary<string, string>())
            .Where(fact =>
                fact.Key.StartsWith(prefix, StringComparison.Ordinal)
                && fact.Key.EndsWith(".to", StringComparison.Ordinal)
            )
            .Select(fact => fact.Value);
        return string.Concat(places.Select(place => $"\n    copied to {place}"));
    }
}
