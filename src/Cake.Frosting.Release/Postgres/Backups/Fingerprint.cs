namespace Cake.Frosting.Release.Postgres;

/// <summary>What a database holds under one snapshot: enough to tell whether another one holds the same.</summary>
/// <param name="Tables">Its tables and leaf partitions. What a materialized view holds follows from them.</param>
/// <param name="Sequences">Its sequences.</param>
/// <param name="LargeObjects">How many large objects it has.</param>
/// <param name="LargeObjectHash">The sum of the hashes of their contents and numbers.</param>
/// <param name="CatalogHash">
/// A hash over the versions of the catalog's rows: the same only where no DDL was committed between; says nothing
/// about another database.
/// </param>
public sealed record Fingerprint(
    IReadOnlyList<TableFingerprint> Tables,
    IReadOnlyList<SequenceFingerprint> Sequences,
    long LargeObjects,
    string LargeObjectHash,
    string CatalogHash
)
{
    /// <summary>The rows of all tables that the dump holds.</summary>
    public long Rows => Tables.Where(table => !table.Excluded).Sum(table => table.Rows);
}
