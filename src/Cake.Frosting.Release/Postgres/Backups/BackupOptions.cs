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

    /// <summary>
    /// How the dump is compressed. Where pg_dump does not do it itself (zstd and lz4 before version 16, plain dumps
    /// always), what it writes goes through the program of that name.
    /// </summary>
    public DumpCompression Compression { get; init; } = DumpCompression.Of(CompressionMethod.Gzip);

    /// <summary>For whom it is encrypted; <c>null</c> for nobody. Takes a format of one file.</summary>
    public BackupEncryption? Encryption { get; init; }

    /// <summary>What of the cluster is kept with it.</summary>
    public GlobalsBackup Globals { get; init; } = GlobalsBackup.WithoutPasswords;

    /// <summary>How far the backup is proven.</summary>
    public BackupVerification Verify { get; init; } = BackupVerification.Restore;

    /// <summary>Patterns, as <c>pg_dump --exclude-table-data</c> reads them, of tables whose rows are left out.</summary>
    public ImmutableArray<string> ExcludeTableData { get; init; } = [];

    /// <summary>How many proven backups of a database are kept, this one included.</summary>
    public int Keep { get; init; } = 5;

    /// <summary>Directories of backups that are never removed, such as the one the running version came from.</summary>
    public ImmutableArray<string> Protected { get; init; } = [];
}
