using System.Buffers;
using System.IO.Compression;

namespace Cake.Frosting.Release.Assets;

/// <summary>Compresses a source that is given piece by piece into a sink, always to the same bytes.</summary>
internal sealed class VariantEncoder : IDisposable
{
    private const int WindowMargin = 16;

    private readonly GZipStream? _gzip;
    private BrotliEncoder _brotli;

    public VariantEncoder(ContentEncoding encoding, CompressOptions options, SourceFile source)
    {
        Encoding = encoding;
        Sink = new VariantSink(Path.GetDirectoryName(source.Path)!);
        if (encoding == ContentEncoding.Gzip)
        {
            // The platform writes a header without a name and with the modification time 0.
            var level = new ZLibCompressionOptions { CompressionLevel = options.GzipLevel };
            _gzip = new GZipStream(Sink, level, leaveOpen: true);
        }
        else
        {
            _brotli = new BrotliEncoder(options.BrotliQuality, Window(source.Length, options.BrotliWindow));
        }
    }

    public ContentEncoding Encoding { get; }

    public VariantSink Sink { get; }

    public void Write(ReadOnlySpan<byte> piece, bool isLast)
    {
        if (_gzip is { } gzip)
        {
            gzip.Write(piece);
            if (isLast)
            {
                gzip.Dispose();
            }

            return;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            OperationStatus status;
            do
            {
                status = _brotli.Compress(piece, buffer, out var consumed, out var written, isLast);
                Sink.Write(buffer.AsSpan(0, written));
                piece = piece[consumed..];
            } while (status == OperationStatus.DestinationTooSmall);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public void Dispose()
    {
        Sink.Dispose();
        _gzip?.Dispose();
        _brotli.Dispose();
    }

    /// <summary>The smallest window that covers the source: the same size, and less memory to go through.</summary>
    private static int Window(long length, int largest)
    {
        var window = Math.Min(16, largest);
        while (window < largest && (1L << window) - WindowMargin < length)
        {
            window++;
        }

        return window;
    }
}
