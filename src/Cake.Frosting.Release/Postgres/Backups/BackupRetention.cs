namespace Cake.Frosting.Release.Postgres;

/// <summary>Lets old backups go. It runs only after a backup has got its manifest, so a failed dump evicts nothing.</summary>
internal static class BackupRetention
{
    public static IReadOnlyList<string> Apply(BackupOptions options, BackupManifest newest)
    {
        var mine = BackupList
            .Read(options.Directory)
            .Where(backup =>
                backup.Manifest.Project == newest.Project
                && backup.Manifest.Database == newest.Database
                && backup.Manifest.SystemIdentifier == newest.SystemIdentifier
            )
            .ToList();
        var keep = Math.Max(1, options.Keep);
        var kept = mine.Take(keep)
            .Concat(mine.Where(backup => backup.Manifest.Verified == BackupVerification.Restore).Take(keep))
            .Select(backup => backup.Directory)
            .Concat(options.Protected)
            .Select(Path.GetFullPath)
            .ToHashSet(StringComparer.Ordinal);
        var gone = mine.Select(backup => backup.Directory)
            .Where(directory => !kept.Contains(Path.GetFullPath(directory)))
            .ToList();
        foreach (var directory in gone)
        {
            DumpFiles.Remove(directory);
        }

        return gone;
    }
}
