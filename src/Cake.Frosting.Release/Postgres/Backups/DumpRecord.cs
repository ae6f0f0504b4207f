namespace Cake.Frosting.Release.Postgres;

/// <summary>What is known when a dump is written and not yet proven: the manifest without its verdict.</summary>
internal sealed record DumpRecord(
    string Database,
    string SystemIdentifier,
    string ServerVersion,
    DateTimeOffset SnapshotTime,
    string Lsn,
    double Seconds,
    Fingerprint Content
)
{
    public const string FileName = "snapshot.json";
}
