namespace Cake.Frosting.Release.Postgres;

/// <summary>What a table holds, in two numbers.</summary>
/// <param name="Schema">Its schema.</param>
/// <param name="Name">Its name.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Hash">The sum of the hashes of its rows; the order of the rows does not matter.</param>
/// <param name="Method"><c>record</c>, or <c>text</c> where a type has no hash that outlives a restore.</param>
/// <param name="Excluded">Whether its rows are left out of the dump by configuration.</param>
public sealed record TableFingerprint(
    string Schema,
    string Name,
    long Rows,
    string Hash,
    string Method,
    bool Excluded = false
)
{
    /// <summary>The name as SQL writes it.</summary>
    internal string QualifiedName => SqlText.Identifier(Schema, Name);

    /// <summary>The name as errors print it.</summary>
    internal string Label => $"{Schema}.{Name}";
}
