using System.Globalization;
using Cake.Frosting.Release.Commands;

namespace Cake.Frosting.Release.Postgres;

/// <summary>How a dump is compressed, and how much.</summary>
/// <param name="Method">By what.</param>
/// <param name="Level">How much: 1 to 9 for gzip, 1 to 19 for zstd, 1 to 12 for lz4; 0 without any.</param>
public sealed record DumpCompression(CompressionMethod Method, int Level)
{
    /// <summary>No compression.</summary>
    public static DumpCompression None { get; } = new(CompressionMethod.None, 0);

    /// <summary>The method at a level at which it is hardly slower than no compression.</summary>
    /// <param name="method">The method.</param>
    public static DumpCompression Of(CompressionMethod method) =>
        new(
            method,
            method switch
            {
                CompressionMethod.Zstd => 3,
                CompressionMethod.Gzip or CompressionMethod.Lz4 => 1,
                _ => 0,
            }
        );

    /// <summary>As release.yml writes it: <c>zstd:3</c>, <c>none</c>.</summary>
    public override string ToString() =>
        Method == CompressionMethod.None
            ? "none"
            : string.Create(CultureInfo.InvariantCulture, $"{Method.ToString().ToLowerInvariant()}:{Level}");

    /// <summary>The largest level that a method has.</summary>
    /// <param name="method">The method.</param>
    public static int LargestLevel(CompressionMethod method) =>
        method switch
        {
            CompressionMethod.Gzip => 9,
            CompressionMethod.Zstd => 19,
            CompressionMethod.Lz4 => 12,
            _ => 0,
        };

    /// <summary>What the name of a file compressed by a program ends in.</summary>
    internal string Extension =>
        Method switch
        {
            CompressionMethod.Gzip => ".gz",
            CompressionMethod.Zstd => ".zst",
            CompressionMethod.Lz4 => ".lz4",
            _ => "",
        };

    /// <summary>The program; <c>null</c> where there is nothing to compress.</summary>
    internal string? Program =>
        Method == CompressionMethod.None ? null : Method.ToString().ToLowerInvariant();

    /// <summary>Compresses standard input to standard output.</summary>
    internal Command? Compress() =>
        Method switch
        {
            CompressionMethod.Gzip => new Command("gzip", "--no-name", Flag),
            CompressionMethod.Zstd => new Command("zstd", "--quiet", "--threads=0", Flag),
            CompressionMethod.Lz4 => new Command("lz4", "-q", "-c", Flag),
            _ => null,
        };

    /// <summary>Undoes <see cref="Compress"/>; a cut or changed file makes it fail.</summary>
    internal Command? Decompress() =>
        Method switch
        {
            CompressionMethod.Gzip => new Command("gzip", "--decompress", "--stdout"),
            CompressionMethod.Zstd => new Command("zstd", "--quiet", "--decompress", "--stdout"),
            CompressionMethod.Lz4 => new Command("lz4", "-q", "-d", "-c"),
            _ => null,
        };

    /// <summary>The option by which pg_dump compresses by itself; before version 16 it knew gzip only, by its level.</summary>
    internal string PgDumpOption(int pgDumpMajor) =>
        Method == CompressionMethod.None ? "--compress=0"
        : pgDumpMajor >= 16 ? $"--compress={this}"
        : $"--compress={Level.ToString(CultureInfo.InvariantCulture)}";

    private string Flag => $"-{Level.ToString(CultureInfo.InvariantCulture)}";
}
