namespace Cake.Frosting.Release.Configuration;

/// <summary>The formats of pg_dump.</summary>
public enum BackupFormat
{
    /// <summary>One file a table; dumps and restores in parallel.</summary>
    [Value("One file a table; dumped and restored in parallel.")]
    Directory,

    /// <summary>One file; restores in parallel.</summary>
    [Value("One file; restored in parallel.")]
    Custom,

    /// <summary>One SQL script.</summary>
    [Value("One SQL script.")]
    Plain,
}
