using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Cake.Frosting.Release.Assets;

/// <summary>SHA-256 of files, in hexadecimal.</summary>
internal static class FileHash
{
    private const int BufferBytes = 128 * 1024;

    public static string Of(string path, CancellationToken cancellation)
    {
        using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            var read = RandomAccess.Read(file, buffer, 0);
            if (read == RandomAccess.GetLength(file))
            {
                return Convert.ToHexStringLower(SHA256.HashData(buffer.AsSpan(0, read)));
            }

            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            for (long position = 0; read > 0; read = RandomAccess.Read(file, buffer, position))
            {
                cancellation.ThrowIfCancellationRequested();
                hash.AppendData(buffer, 0, read);
                position += read;
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Whether a variant decompresses to the content with this hash, whoever made it.</summary>
    public static bool DecompressesTo(
        string variant,
        ContentEncoding encoding,
        string sha256,
        long length,
        CancellationToken cancellation
    )
    {
        using var file = File.OpenRead(variant);
        using Stream content =
            encoding == ContentEncoding.Gzip
                ? new GZipStream(file, CompressionMode.Decompress)
                : new BrotliStream(file, CompressionMode.Decompress);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            int read;
            for (long total = 0; (read = content.Read(buffer)) > 0; )
            {
                cancellation.ThrowIfCancellationRequested();
                if ((total += read) > length)
                {
                    return false;
                }

                hash.AppendData(buffer, 0, read);
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset()) == sha256;
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
        {
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
