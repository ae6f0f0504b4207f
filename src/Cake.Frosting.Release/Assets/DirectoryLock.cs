namespace Cake.Frosting.Release.Assets;

/// <summary>
/// Keeps two runs out of one directory, where each would clean up the other's unfinished files. The
/// operating system lets go of it when the process dies.
/// </summary>
internal sealed class DirectoryLock : IDisposable
{
    private readonly List<FileStream> _held = [];

    public DirectoryLock(IEnumerable<Root> roots)
    {
        foreach (var root in roots)
        {
            try
            {
                _held.Add(Take(root));
            }
            catch
            {
                Dispose();
                throw;
            }
        }
    }

    public void Dispose()
    {
        foreach (var file in _held)
        {
            file.Dispose();
        }

        _held.Clear();
    }

    private static FileStream Take(Root root)
    {
        try
        {
            return new FileStream(
                root.LockPath,
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None,
                bufferSize: 1,
                FileOptions.DeleteOnClose
            );
        }
        catch (IOException e) when (File.Exists(root.LockPath))
        {
            throw new CompressException(
                root.Path,
                $"Another run is compressing {root.Path} (it holds {root.LockPath}). Wait until it has ended.",
                e
            );
        }
        catch (Exception e) when (Refusal.Is(e))
        {
            throw CompressException.Writing(root.LockPath, e);
        }
    }
}
