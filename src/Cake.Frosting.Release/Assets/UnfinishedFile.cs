using Microsoft.Win32.SafeHandles;

namespace Cake.Frosting.Release.Assets;

/// <summary>A file under a temporary name: committed whole, or gone when it is disposed.</summary>
internal sealed class UnfinishedFile : IDisposable
{
    private readonly string _path;
    private readonly SafeFileHandle _handle;
    private long _length;
    private bool _committed;

    public UnfinishedFile(string directory)
    {
        _path = TemporaryName.In(directory);
        _handle = File.OpenHandle(_path, FileMode.CreateNew, FileAccess.Write);
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        RandomAccess.Write(_handle, bytes, _length);
        _length += bytes.Length;
    }

    public void Commit(string path, SourceFile source)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_handle, File.GetUnixFileMode(source.Path));
        }

        File.SetLastWriteTimeUtc(_handle, source.Modified);
        _handle.Dispose();
        File.Move(_path, path, overwrite: true);
        _committed = true;
    }

    public void Dispose()
    {
        _handle.Dispose();
        if (!_committed)
        {
            File.Delete(_path);
        }
    }
}
