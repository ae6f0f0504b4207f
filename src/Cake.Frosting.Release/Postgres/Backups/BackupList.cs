using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Postgres;

/// <summary>The backups in a directory.</summary>
public static class BackupList
{
    /// <summary>All backups there that have a readable manifest, the newest first.</summary>
    /// <param name="directory">The directory that backups are kept in.</param>
    public static IReadOnlyList<Backup> Read(string directory) =>
        Directory.Exists(directory)
            ?
            [
                .. Directory
                    .EnumerateDirectories(directory)
                    .Where(path => !path.EndsWith(".partial", StringComparison.Ordinal))
                    // What goes through somebody's link "latest" would go from the backup that it names.
                    .Where(path => new DirectoryInfo(path).LinkTarget is null)
                    .Select(TryRead)
                    .OfType<Backup>()
                    .OrderByDescending(backup => backup.Manifest.SnapshotTime),
            ]
            : [];

    private static Backup? TryRead(string directory)
    {
        try
        {
            return new Backup(directory, BackupManifest.Read(directory));
        }
        catch (ReleaseRefusedException)
        {
            // Not a backup, or not one that this version may judge.
            return null;
        }
    }
}
