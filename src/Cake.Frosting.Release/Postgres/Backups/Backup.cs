namespace Cake.Frosting.Release.Postgres;

/// <summary>A backup on disk.</summary>
/// <param name="Directory">Its directory.</param>
/// <param name="Manifest">Its manifest.</param>
public sealed record Backup(string Directory, BackupManifest Manifest);
