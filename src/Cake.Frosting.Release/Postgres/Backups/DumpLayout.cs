using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Postgres;

/// <summary>What the file or directory of a dump is, from which follows by which commands it is written and read.</summary>
/// <param name="Format">pg_dump's form.</param>
/// <param name="Compression">How it is compressed.</param>
/// <param name="IsStreamed">Whether a program of its own compresses it, as pg_dump does not.</param>
internal sealed record DumpLayout(BackupFormat Format, DumpCompression Compression, bool IsStreamed)
{
    /// <summary>The first version of pg_dump that has zstd and lz4 in itself.</summary>
    public const int FirstWithAll = 16;

    /// <summary>The name within the backup's directory, before anything is encrypted.</summary>
    public string Name =>
        Format switch
        {
            BackupFormat.Directory => "dump",
            BackupFormat.Custom => "dump.pgdump",
            _ => "dump.sql",
        } + (IsStreamed ? Compression.Extension : "");

    public static DumpLayout Of(BackupOptions options, PostgresTools tools)
    {
        var method = options.Compression.Method;
        var isPlain = options.Format == BackupFormat.Plain;
        var isNative =
            method == CompressionMethod.None
            || (!isPlain && (method == CompressionMethod.Gzip || tools.Version.Major >= FirstWithAll));
        return new DumpLayout(options.Format, options.Compression, !isNative);
    }

    public static DumpLayout Of(BackupManifest manifest) =>
        new(manifest.Format, manifest.Compression ?? DumpCompression.None, manifest.IsStreamed);

    /// <summary>Why such a dump cannot be; <c>null</c> where it can.</summary>
    public static ReleaseRefusedException? Refusal(BackupOptions options, PostgresTools tools)
    {
        var layout = Of(options, tools);
        if (layout is { Format: BackupFormat.Directory, IsStreamed: true })
        {
            return new ReleaseRefusedException(
                $"pg_dump {tools.Version} compresses a directory by gzip only, not by {layout.Compression.Program}.",
                $"Say 'format: custom', which is streamed through {layout.Compression.Program}, or 'compression: gzip:1', or install PostgreSQL's programs of version {FirstWithAll} or newer."
            );
        }

        return options is { Encryption: not null, Format: BackupFormat.Directory }
            ? new ReleaseRefusedException(
                "A directory of dumps cannot be encrypted: encryption takes one file.",
                "Say 'format: custom' or 'format: plain'."
            )
            : null;
    }

    /// <summary>Compresses where pg_dump does not.</summary>
    public Command? Compress() => IsStreamed ? Compression.Compress() : null;

    public Command? Decompress() => IsStreamed ? Compression.Decompress() : null;
}
