namespace Cake.Frosting.Release.Postgres;

/// <summary>What of a cluster is kept beside a dump: roles, their memberships, and tablespaces are in no database.</summary>
public enum GlobalsBackup
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>All but the passwords; every role may read that.</summary>
    WithoutPasswords,

    /// <summary>All, with the hashes of the passwords; only a superuser may read them.</summary>
    WithPasswords,
}
