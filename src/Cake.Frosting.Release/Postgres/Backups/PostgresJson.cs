using System.Text.Json.Serialization;

namespace Cake.Frosting.Release.Postgres;

/// <summary>Reads and writes the files of a backup without reflection, which would cost start-up time.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(BackupManifest))]
[JsonSerializable(typeof(DumpRecord))]
[JsonSerializable(typeof(DatabaseProperties))]
internal sealed partial class PostgresJson : JsonSerializerContext;
