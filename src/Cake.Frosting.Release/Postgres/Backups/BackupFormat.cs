namespace Cake.Frosting.Release.Postgres;

/// <summary>The form in which pg_dump writes.</summary>
public enum BackupFormat
{
    /// <summary>A directory with a file per table, written and restored by several connections.</summary>
    Directory,

    /// <summary>One file in pg_dump's own format.</summary>
    Custom,

    /// <summary>One SQL file, restored by psql.</summary>
    Plain,
}
