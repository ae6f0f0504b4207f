using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Postgres;

/// <summary>
/// What a backup is of, what it consists of and how far it is proven. It is written last: a dump without it is
/// not a backup.
/// </summary>
public sealed record BackupManifest
{
    /// <summary>The name of its file.</summary>
    public const string FileName = "manifest.json";

    /// <summary>The version of this format.</summary>
    public int FormatVersion { get; init; } = 1;

    /// <summary>The release that the backup was made for.</summary>
    public required string ReleaseId { get; init; }

    /// <summary>The project.</summary>
    public required string Project { get; init; }

    /// <summary>The version that was running.</summary>
    public string? RunningVersion { get; init; }

    /// <summary>The database's name.</summary>
    public required string Database { get; init; }

    /// <summary>The cluster's system_identifier: backups are never taken to another cluster by mistake.</summary>
    public required string SystemIdentifier { get; init; }

    /// <summary>The server's version.</summary>
    public required string ServerVersion { get; init; }

    /// <summary>pg_dump's version.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>The form of the dump.</summary>
    public required BackupFormat Format { get; init; }

    /// <summary>How the dump is compressed; <c>null</c> in backups of earlier versions of the tool.</summary>
    public DumpCompression? Compression { get; init; }

    /// <summary>Whether a program of its own compressed it, and not pg_dump.</summary>
    public bool IsStreamed { get; init; }

    /// <summary>What encrypted the dump and what lies beside it; <c>null</c> where nothing did.</summary>
    public EncryptionProgram? EncryptedBy { get; init; }

    /// <summary>What was proven of it, and what was not: a sentence each.</summary>
    public IReadOnlyList<string> Proof { get; init; } = [];

    /// <summary>When the snapshot was taken, by the server's clock.</summary>
    public required DateTimeOffset SnapshotTime { get; init; }

    /// <summary>Where the write-ahead log stood when the snapshot was taken.</summary>
    public required string Lsn { get; init; }

    /// <summary>How far the backup is proven.</summary>
    public required BackupVerification Verified { get; init; }

    /// <summary>How long it took, from the snapshot to the end of the proof, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Its files.</summary>
    public required IReadOnlyList<BackupFile> Files { get; init; }

    /// <summary>What the database held.</summary>
    public required Fingerprint Content { get; init; }

    /// <summary>The bytes of all files.</summary>
    internal long Bytes => Files.Sum(file => file.Bytes);

    /// <summary>The digest of the whole: SHA-256 of what <c>sha256sum</c> prints of its files.</summary>
    internal string Sha256 =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(string.Concat(Files.Select(file => $"{file.Sha256}  {file.Name}\n")))
            )
        );

    /// <summary>Reads the manifest of a backup.</summary>
    /// <param name="directory">The backup's directory.</param>
    /// <exception cref="ReleaseRefusedException">There is none, or it cannot be read.</exception>
    public static BackupManifest Read(string directory)
    {
        var file = Path.Combine(directory, FileName);
        if (!File.Exists(file))
        {
            throw new ReleaseRefusedException(
                $"{directory} is not a backup: it has no {FileName}.",
                "A dump whose proof was not finished has none. Choose another backup."
            );
        }

        try
        {
            var manifest = JsonSerializer.Deserialize(
                File.ReadAllBytes(file),
                PostgresJson.Default.BackupManifest
            )!;
            return manifest.FormatVersion == 1
                ? manifest
                : throw new ReleaseRefusedException(
                    $"{file} is of format {manifest.FormatVersion}, which this version cannot read.",
                    "Use the version of the tool that wrote it, or a newer one."
                );
        }
        catch (JsonException exception)
        {
            throw new ReleaseRefusedException(
                $"{file} cannot be read: {exception.Message}",
                "Choose another backup.",
                exception
            );
        }
    }

    /// <summary>Reads the manifest of a backup and checks that every file is there with its size and SHA-256.</summary>
    /// <param name="directory">The backup's directory.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <exception cref="ReleaseRefusedException">Something is missing or changed; every problem is named.</exception>
    public static async Task<BackupManifest> VerifyAsync(
        string directory,
        CancellationToken cancellationToken = default
    )
    {
        var manifest = Read(directory);
        var found = (
            await DumpFiles.DigestAsync(directory, cancellationToken).ConfigureAwait(false)
        ).ToDictionary(file => file.Name);
        var problems = new List<string>();
        foreach (var file in manifest.Files)
        {
            if (!found.Remove(file.Name, out var there))
            {
                problems.Add($"{file.Name} is missing");
            }
            else if (there.Bytes != file.Bytes)
            {
                problems.Add($"{file.Name} has {there.Bytes} bytes instead of {file.Bytes}");
            }
            else if (there.Sha256 != file.Sha256)
            {
                problems.Add(
                    $"{file.Name} was changed: its SHA-256 is {there.Sha256} instead of {file.Sha256}"
                );
            }
        }

        problems.AddRange(found.Keys.Select(name => $"{name} does not belong to it"));
        return problems.Count == 0
            ? manifest
            : throw new ReleaseRefusedException(
                $"The backup in {directory} is not what was proven:\n    {string.Join("\n    ", problems)}",
                "Choose another backup, or bring its files back from a copy."
            );
    }

    internal void Write(string directory) =>
        DumpFiles.WriteWhole(
            Path.Combine(directory, FileName),
            JsonSerializer.SerializeToUtf8Bytes(this, PostgresJson.Default.BackupManifest)
        );
}
