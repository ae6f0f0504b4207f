namespace Cake.Frosting.Release.Postgres;

/// <summary>How a database is restored.</summary>
public sealed record RestoreOptions
{
    /// <summary>How many connections restore and hash at the same time.</summary>
    public int Jobs { get; init; } = 2;

    /// <summary>What decrypts the backup, as <see cref="BackupEncryption.Identity"/> has it; <c>null</c> where it is not here.</summary>
    public string? Identity { get; init; }

    /// <summary>
    /// Whether the database may lose what it holds and the backup does not, and the backup may be one that was never
    /// proven. The database itself is kept aside in any case.
    /// </summary>
    public bool AcceptDataLoss { get; init; }
}
