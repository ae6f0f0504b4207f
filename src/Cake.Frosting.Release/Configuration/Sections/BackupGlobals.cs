namespace Cake.Frosting.Release.Configuration;

/// <summary>What of a cluster is backed up beside its databases.</summary>
public enum BackupGlobals
{
    /// <summary>Nothing.</summary>
    [Value("Nothing.")]
    None,

    /// <summary>Roles and tablespaces without passwords.</summary>
    [Value("Roles and tablespaces, without the roles' passwords; every role may read that.")]
    WithoutPasswords,

    /// <summary>Roles with the hashes of their passwords, and tablespaces.</summary>
    [Value("Roles with the hashes of their passwords, and tablespaces; takes a superuser.")]
    WithPasswords,
}
