namespace Cake.Frosting.Release.Postgres;

/// <summary>A database that stands beside a live one.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ReleaseTime">When the release began that it is of; <c>null</c> where its name does not say.</param>
/// <param name="Bytes">Its size in bytes; <c>null</c> where the right to ask is missing.</param>
public sealed record KeptDatabase(string Name, DateTimeOffset? ReleaseTime, long? Bytes);
