namespace Cake.Frosting.Release.Reports;

/// <summary>A backup in a report.</summary>
/// <param name="Database">The database, as the configuration names it.</param>
public sealed record BackupReport(string Database)
{
    /// <summary>Where it lies; <c>null</c> where the step did not say.</summary>
    public string? File { get; init; }

    /// <summary>Its size in bytes.</summary>
    public long? Bytes { get; init; }

    /// <summary>Its SHA-256, in lower-case hexadecimal.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Whether it was restored and compared, and was the same.</summary>
    public bool Verified { get; init; }

    /// <summary>The number of tables compared.</summary>
    public long? Tables { get; init; }

    /// <summary>The number of rows compared.</summary>
    public long? Rows { get; init; }

    /// <summary>What was proven of it, and what was not: a sentence each.</summary>
    public IReadOnlyList<string> Proof { get; init; } = [];
}
