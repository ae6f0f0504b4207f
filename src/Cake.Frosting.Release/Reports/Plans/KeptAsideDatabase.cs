namespace Cake.Frosting.Release.Reports;

/// <summary>A database that a rollback replaced and that was kept beside the restored one.</summary>
/// <param name="Name">Its name now.</param>
/// <param name="Of">The database that it was.</param>
/// <param name="Since">Since when, in UTC; <c>null</c> where nobody knows.</param>
/// <param name="Bytes">Its size in bytes; <c>null</c> where nobody knows.</param>
public sealed record KeptAsideDatabase(
    string Name,
    string Of,
    DateTimeOffset? Since = null,
    long? Bytes = null
);
