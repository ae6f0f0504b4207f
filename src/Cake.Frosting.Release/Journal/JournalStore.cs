using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Journal;

/// <summary>The journals of a target: a directory with one file a release, named by the release's id.</summary>
/// <param name="directory">The directory; it need not exist.</param>
/// <param name="kind">What they are of.</param>
public sealed class JournalStore(string directory, JournalKind kind = JournalKind.Release)
{
    private const string Extension = ".jsonl";

    /// <summary>The file of a release.</summary>
    /// <param name="releaseId">The release's id.</param>
    public string PathOf(string releaseId) =>
        Path.Combine(directory, JournalNames.Of(kind, releaseId) + Extension);

    /// <summary>All releases, the newest first. Changes nothing.</summary>
    /// <exception cref="ReleaseRefusedException">A journal cannot be read.</exception>
    public IEnumerable<ReleaseRecord> ReadAll() =>
        Directory.Exists(directory)
            ? Directory
                .EnumerateFiles(directory, "*" + Extension)
                .Where(path => JournalNames.Is(kind, Path.GetFileName(path)))
                .OrderDescending(StringComparer.Ordinal)
                .Select(path => ReleaseRecordReader.Read(JournalFile.Read(path), path))
                .OfType<ReleaseRecord>()
            : [];

    /// <summary>One release; <c>null</c> where there is no journal of it.</summary>
    /// <param name="releaseId">The release's id.</param>
    /// <exception cref="ReleaseRefusedException">Its journal cannot be read.</exception>
    public ReleaseRecord? Read(string releaseId)
    {
        var path = PathOf(releaseId);
        return File.Exists(path) ? ReleaseRecordReader.Read(JournalFile.Read(path), path) : null;
    }

    /// <inheritdoc cref="ReleaseRecords.Latest"/>
    /// <exception cref="ReleaseRefusedException">A journal cannot be read.</exception>
    public ReleaseRecord? ReadLatest() => ReadAll().Latest();
}
