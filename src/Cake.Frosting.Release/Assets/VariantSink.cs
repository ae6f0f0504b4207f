using System.Buffers;
using System.Security.Cryptography;

namespace Cake.Frosting.Release.Assets;

/// <summary>
/// Takes the bytes of a variant and hashes them. They stay in memory while they are few; more go to a file
/// under a temporary name. Nothing is to be seen under the final name before <see cref="Commit"/>.
/// </summary>
internal sealed class VariantSink(string directory) : Stream
{
    private const int BufferBytes = 128 * 1024;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
    private UnfinishedFile? _file;
    private int _buffered;
    private long _length;
    private bool _disposed;

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => _length;

    public override long Position
    {
        get => _length;
        set => throw new NotSupportedException();
    }

    public string Sha256 => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_disposed)
        {
            return; // A compressor that is given up still writes its last block.
        }

        _hash.AppendData(buffer);
        _length += buffer.Length;
        if (_buffered + buffer.Length > _buffer.Length)
        {
            Spill();
        }

        if (buffer.Length > _buffer.Length)
        {
            _file!.Write(buffer);
            return;
        }

        buffer.CopyTo(_buffer.AsSpan(_buffered));
        _buffered += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Gives the variant its final name, with its source's modification time and access rights.</summary>
    public void Commit(string path, SourceFile source)
    {
        Spill();
        _file!.Commit(path, source);
    }

    public override void Flush()
    {
        // The compressors flush after each block; a variant is written in as few pieces as there can be.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            _file?.Dispose();
            _hash.Dispose();
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        base.Dispose(disposing);
    }

    private void Spill()
    {
        _file ??= new UnfinishedFile(directory);
        _file.Write(_buffer.AsSpan(0, _buffered));
        _buffered = 0;
    }
}
