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
    [Setting("The format of the dump.", Example = "directory")]
    public BackupFormat Format { get; init; } = BackupFormat.Custom;

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
        "The compression: zstd, gzip or lz4 with an optional level, or none. Without it, zstd:3 where pg_dump (from 16) or this machine has zstd, else gzip:1. Before 16 pg_dump streams through the program of that name, and directories take gzip only.",
        Example = "zstd:6",
        Pattern = "^(gzip(:[0-9])?|zstd(:(1[0-9]|[1-9]))?|lz4(:(1[0-2]|[1-9]))?|none|[0-9])$",
        Hint = "zstd, gzip or lz4 with an optional level (zstd:3), none, or a level of gzip from 0 to 9"
    )]
    public string? Compression { get; init; }

    /// <summary>What of the cluster is backed up.</summary>
    [Setting(
        "What is backed up of the cluster beside its databases: roles, their memberships, and tablespaces.",
        Example = "with-passwords"
    )]
    public BackupGlobals Globals { get; init; } = BackupGlobals.WithoutPasswords;

    /// <summary>For whom backups are encrypted.</summary>
    [Setting("For whom backups are encrypted; without it, they are not.")]
    public BackupEncryption? Encrypt { get; init; }

    /// <summary>Where copies go.</summary>
    [Setting("Where copies of every backup go, once it is proven and before the service stops.")]
    public IReadOnlyList<BackupCopy> Copies { get; init; } = [];
}
