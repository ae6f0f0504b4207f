using System.Text;
using Cake.Frosting.Release.Files;
using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Locking;

namespace Cake.Frosting.Release.State;

/// <summary>State in a directory of this machine: its kernel drops the lock when the process ends.</summary>
/// <param name="directory">The directory; it need not exist.</param>
internal sealed class LocalState(string directory) : ITargetState
{
    private readonly JournalStore releases = new(Path.Combine(directory, StateFiles.Journals));
    private readonly JournalStore restores = new(
        Path.Combine(directory, StateFiles.Journals),
        JournalKind.Restore
    );

    public string Name => directory;

    private string LockFile => Path.Combine(directory, StateFiles.Lock);

    private string FreezeFile => Path.Combine(directory, StateFiles.Freeze);

    public IHeldLock? TryTake(LockHolder holder)
    {
        DurableDirectory.Create(directory);
        Ignore();
        return FileLock.TryTake(LockFile, holder) is { } held ? new Held(held, releases, restores) : null;
    }

    /// <summary>Within a work tree of git, what is kept here is no change that a release would trip over.</summary>
    private void Ignore()
    {
        var file = Path.Combine(directory, ".gitignore");
        if (!File.Exists(file))
        {
            File.WriteAllText(file, "*\n");
        }
    }

    public LockHolder? FindHolder() => FileLock.Find(LockFile);

    public IEnumerable<ReleaseRecord> ReadAll() => releases.ReadAll();

    public IEnumerable<ReleaseRecord> ReadRestores() => restores.ReadAll();

    public ReleaseRecord? Read(string releaseId) => releases.Read(releaseId);

    public Freeze? FindFreeze() =>
        File.Exists(FreezeFile) ? Freeze.FromJson(File.ReadAllText(FreezeFile), FreezeFile) : null;

    public void SetFreeze(Freeze freeze)
    {
        DurableDirectory.Create(directory);
        var unfinished = $"{FreezeFile}.{Guid.NewGuid():N}.tmp";
        using (var stream = new FileStream(unfinished, FileMode.CreateNew))
        {
            stream.Write(Encoding.UTF8.GetBytes(freeze.ToJson() + "\n"));
            stream.Flush(flushToDisk: true);
        }

        File.Move(unfinished, FreezeFile, overwrite: true);
        DurableDirectory.Flush(directory);
    }

    public void LiftFreeze()
    {
        if (File.Exists(FreezeFile))
        {
            File.Delete(FreezeFile);
            DurableDirectory.Flush(directory);
        }
    }

    public void Dispose() { }

    private sealed class Held(FileLock held, JournalStore releases, JournalStore restores) : IHeldLock
    {
        public CancellationToken Lost => CancellationToken.None;

        public TimeSpan Grace => TimeSpan.Zero;

        public string WhyLost => "";

        public void Describe(LockHolder holder) => held.Describe(holder);

        public IJournal OpenJournal(string releaseId) => JournalFile.Open(releases.PathOf(releaseId));

        public IJournal OpenRestoreJournal(string restoreId) => JournalFile.Open(restores.PathOf(restoreId));

        public void Dispose() => held.Dispose();
    }
}
