namespace Cake.Frosting.Release.Configuration;

/// <summary>How a backup is proved.</summary>
public enum BackupVerification
{
    /// <summary>It is restored and compared.</summary>
    [Value("It is restored into a scratch database and compared.")]
    Restore,

    /// <summary>Its table of contents is read.</summary>
    [Value("Its table of contents is read.")]
    List,

    /// <summary>It is not.</summary>
    [Value("It is not; a release says so in its report.")]
    None,
}
