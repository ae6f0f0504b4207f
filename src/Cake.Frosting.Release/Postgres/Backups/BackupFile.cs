namespace Cake.Frosting.Release.Postgres;

/// <summary>A file of a backup.</summary>
/// <param name="Name">Its path below the backup's directory, with slashes.</param>
/// <param name="Bytes">Its size in bytes.</param>
/// <param name="Sha256">Its SHA-256 in lower-case hexadecimal digits.</param>
public sealed record BackupFile(string Name, long Bytes, string Sha256);
