namespace Cake.Frosting.Release.Configuration;

/// <summary>Where copies of backups go.</summary>
[Section("Where copies of every backup go: a directory, a host over ssh, or a remote of rclone.")]
[ExactlyOneOf("directory", "ssh", "rclone")]
public sealed record BackupCopy
{
    /// <summary>Its name.</summary>
    [Setting("Its name, for plan and report.", Example = "offsite", IsUnique = true)]
    public required string Name { get; init; }

    /// <summary>A directory.</summary>
    [Setting("A directory, such as a mounted share.", Example = "/mnt/nas/backups", Path = PathBase.Project)]
    public string? Directory { get; init; }

    /// <summary>A host and a directory on it.</summary>
    [Setting(
        "A host and a directory on it. ssh runs without asking: the key and the host must be known to it.",
        Example = "backup@vault.internal:/srv/backups",
        Pattern = "^[^-\\s:][^\\s:]*:/.*$",
        Hint = "user@host:/directory"
    )]
    public string? Ssh { get; init; }

    /// <summary>A remote and a path on it.</summary>
    [Setting(
        "A remote of rclone's configuration and a path on it, such as a bucket of S3.",
        Example = "s3:company-backups/shop",
        Pattern = "^[^-\\s].*:.*$",
        Hint = "remote:path"
    )]
    public string? Rclone { get; init; }

    /// <summary>How many backups of each database are kept there.</summary>
    [Setting(
        "How many backups of each database are kept there.",
        Example = "30",
        Minimum = 1,
        Maximum = 10000
    )]
    public int Keep { get; init; } = 10;

    /// <summary>Whether a failure is only a warning.</summary>
    [Setting("Whether a copy that fails is only a warning.", Example = "true")]
    public bool WarnOnly { get; init; }
}
