namespace Cake.Frosting.Release.Postgres;

/// <summary>How far a backup is proven.</summary>
public enum BackupVerification
{
    /// <summary>Restored into a scratch database and compared with the snapshot: the only proof.</summary>
    Restore,

    /// <summary>Read to its end by pg_restore without a database; sees a truncated file, not a changed row.</summary>
    List,

    /// <summary>Not looked at.</summary>
    None,
}
