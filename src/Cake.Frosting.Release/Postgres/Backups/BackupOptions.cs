using System.Collections.Immutable;

namespace Cake.Frosting.Release.Postgres;

/// <summary>How a database is backed up.</summary>
public sealed record BackupOptions
{
    /// <summary>The directory that backups are kept in; each gets a directory of its own there.</summary>
    public required string Directory { get; init; }

    /// <summary>The form of the dump.</summary>
    public BackupFormat Format { get; init; } = BackupFormat.Directory;

    /// <summary>How many connections dump, restore and hash at the same time.</summary>
    public int Jobs { get; init; } = 2;

    /// <summary>pg_dump's compression, 0 to 9; not for plain dumps, which stay uncompressed.</summary>
    public int Compression { get; init; } = 1;

    /// <summary>How far the backup is proven.</summary>
    public BackupVerification Verify { get; init; } = BackupVerification.Restore;

    /// <summary>Patterns, as <c>pg_dump --exclude-table-data</c> reads them, of tables whose rows are left out.</summary>
    public ImmutableArray<string> ExcludeTableData { get; init; } = [];

    /// <summary>How many proven backups of a database are kept, this one included.</summary>
    public int Keep { get; init; } = 5;

    /// <summary>Directories of backups that are never removed, such as the one the running version came from.</summary>
    public ImmutableArray<string> Protected { get; init; } = [];
}
