namespace Cake.Frosting.Release.Configuration;

/// <summary>For whom backups are encrypted.</summary>
[Section(
    "For whom backups are encrypted. With an identity the proof decrypts; without one a backup is proven before it is encrypted, and the report says so."
)]
public sealed record BackupEncryption
{
    /// <summary>What encrypts.</summary>
    [Setting("The program that encrypts.", Example = "gpg")]
    public EncryptionProgram Program { get; init; } = EncryptionProgram.Age;

    /// <summary>The public keys.</summary>
    [Setting(
        "The public keys: for age a key or a file of keys, for gpg anything that names a key of the keyring. Each of them can decrypt.",
        Example = "[/etc/release/backup-keys.txt]"
    )]
    public required IReadOnlyList<string> Recipients { get; init; }

    /// <summary>The private key.</summary>
    [Setting(
        "The file of the private key for age, or the directory of its keyring (GNUPGHOME) for gpg. It must need no passphrase.",
        Example = "/etc/release/backup-identity.txt",
        Path = PathBase.Project
    )]
    public string? Identity { get; init; }
}
