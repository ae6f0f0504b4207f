namespace Cake.Frosting.Release.Postgres;

/// <summary>What encrypts a backup.</summary>
public enum EncryptionProgram
{
    /// <summary>age, for X25519 and SSH keys.</summary>
    Age,

    /// <summary>GnuPG.</summary>
    Gpg,
}
