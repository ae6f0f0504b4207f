namespace Cake.Frosting.Release.Postgres;

/// <summary>How large a dump will be, before there is one.</summary>
internal static class DumpEstimate
{
    /// <summary>As the last backup of this kind; without one half of the database, or all of it uncompressed.</summary>
    /// <param name="database">The database's name.</param>
    /// <param name="options">How it is backed up.</param>
    /// <param name="size">The database's size in bytes.</param>
    public static (long Bytes, bool IsByExperience) Of(string database, BackupOptions options, long size)
    {
        var last = BackupList
            .Read(options.Directory)
            .FirstOrDefault(backup =>
                backup.Manifest.Database == database
                && backup.Manifest.Format == options.Format
                && backup.Manifest.Compression?.Method == options.Compression.Method
            );
        return last is not null ? (last.Manifest.Bytes, true)
            : options.Compression.Method == CompressionMethod.None ? (size, false)
            : (size / 2, false);
    }
}
