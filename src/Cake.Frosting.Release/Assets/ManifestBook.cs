namespace Cake.Frosting.Release.Assets;

/// <summary>
/// Keeps a directory's manifest true while variants are written, so that a run that ends early, however it
/// ends, loses little. An entry changes only when all variants of its source are in place.
/// </summary>
internal sealed class ManifestBook
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Root _root;
    private readonly TimeProvider _time;
    private readonly SortedDictionary<string, ManifestEntry> _entries = new(StringComparer.Ordinal);
    private long _saved;

    public ManifestBook(Root root, Manifest loaded, IEnumerable<SourceState> states, TimeProvider time)
    {
        _root = root;
        _time = time;
        _saved = time.GetTimestamp();
        foreach (var state in states)
        {
            var path = state.Source.Relative;
            if (!state.NeedsWriting)
            {
                _entries[path] = state.Entry;
            }
            else if (loaded.Files.TryGetValue(path, out var entry))
            {
                _entries[path] = entry;
            }
        }
    }

    public void Record(string relative, ManifestEntry entry)
    {
        lock (_lock)
        {
            _entries[relative] = entry;
            if (_time.GetElapsedTime(_saved) >= Interval)
            {
                Save();
            }
        }
    }

    public void Save()
    {
        lock (_lock)
        {
            if (_entries.Count > 0 || File.Exists(_root.ManifestPath))
            {
                ManifestFile.Save(_root.ManifestPath, new Manifest(Manifest.CurrentVersion, _entries));
            }

            _saved = _time.GetTimestamp();
        }
    }
}
