namespace Cake.Frosting.Release.Configuration;

/// <summary>What encrypts backups.</summary>
public enum EncryptionProgram
{
    /// <summary>age.</summary>
    [Value("age, for its own and for SSH keys.")]
    Age,

    /// <summary>GnuPG.</summary>
    [Value("GnuPG.")]
    Gpg,
}
