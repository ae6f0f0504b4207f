namespace Cake.Frosting.Release.Configuration;

/// <summary>How databases are backed up.</summary>
[Section("How every database is backed up before the release.")]
public sealed record Backup
{
    /// <summary>Where backups are written.</summary>
    [Setting(
        "The directory that backups are written to.",
        Example = "/var/backups/shop",
        Path = PathBase.Project
    )]
    public string Directory { get; init; } = "backups";

    /// <summary>The format of the dump.</summary>
    [Setting("The format of the dump.", Example = "custom")]
    public BackupFormat Format { get; init; } = BackupFormat.Directory;

    /// <summary>How many tables are dumped and restored at the same time.</summary>
    [Setting(
        "How many tables are dumped and restored at the same time.",
        Example = "4",
        Minimum = 1,
        Maximum = 64
    )]
    public int Jobs { get; init; } = 2;

    /// <summary>How the backup is proved.</summary>
    [Setting("How it is proved that the backup can be relied on.", Example = "list")]
    public BackupVerification Verify { get; init; } = BackupVerification.Restore;

    /// <summary>How many backups of each database are kept.</summary>
    [Setting("How many backups of each database are kept.", Example = "10", Minimum = 1, Maximum = 10000)]
    public int Keep { get; init; } = 5;

    /// <summary>The compression.</summary>
    [Setting(
        "The compression of directory and custom dumps; plain ones stay uncompressed.",
        Example = "gzip:3",
        Pattern = "^(gzip(:[0-9])?|none|[0-9])$",
        Hint = "gzip with an optional level (gzip:6), none, or a level from 0 to 9"
    )]
    public string Compression { get; init; } = "gzip:6";
}
