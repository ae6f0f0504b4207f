namespace Cake.Frosting.Release.Assets;

/// <summary>Does what a survey found to be done.</summary>
internal sealed class CompressRun
{
    private readonly Survey _survey;
    private readonly CompressOptions _options;
    private readonly TimeProvider _time;
    private readonly RunTally _tally;

    public CompressRun(
        Survey survey,
        CompressOptions options,
        IProgress<CompressProgress>? progress,
        TimeProvider time
    )
    {
        _survey = survey;
        _options = options;
        _time = time;
        _tally = new RunTally(survey, options, progress);
    }

    public async Task<CompressResult> ExecuteAsync(long started, CancellationToken cancellation)
    {
        Tidy();
        var sources = _survey.Sources.ToLookup(state => state.Source.Root);
        var books = _survey.Roots.ToDictionary(
            root => root,
            root => new ManifestBook(root, _survey.Manifests[root], sources[root], _time)
        );
        try
        {
            await CompressAsync(books, cancellation);
        }
        catch
        {
            SaveWhatIsDone(books.Values);
            throw;
        }

        foreach (var book in books.Values)
        {
            book.Save();
        }

        return _tally.ToResult(_survey, _time.GetElapsedTime(started));
    }

    private static void SaveWhatIsDone(IEnumerable<ManifestBook> books)
    {
        try
        {
            foreach (var book in books)
            {
                book.Save();
            }
        }
        catch (CompressException)
        {
            // What the run failed on is told; an old manifest only costs the next run some work.
        }
    }

    private void Tidy()
    {
        foreach (var root in _survey.Roots)
        {
            var leftover = ManifestFile.TemporaryOf(root.ManifestPath);
            Refusal.Writing(leftover, () => File.Delete(leftover));
        }

        var ofSources = _survey.Sources.SelectMany(state =>
            state.Variants.Select(v => (v.Action, Path: state.Source.VariantPath(v.Encoding), state.Source))
        );
        foreach (var (action, path, source) in ofSources)
        {
            if (action == VariantAction.Touch)
            {
                Refusal.Writing(path, () => File.SetLastWriteTimeUtc(path, source.Modified));
                _tally.Touched(path);
            }
            else if (action == VariantAction.Remove)
            {
                Remove(path);
            }
        }

        foreach (var removal in _survey.Removals)
        {
            Remove(removal.Path);
        }
    }

    private void Remove(string path)
    {
        Refusal.Writing(path, () => File.Delete(path));
        _tally.Removed(path);
    }

    private Task CompressAsync(Dictionary<Root, ManifestBook> books, CancellationToken cancellation)
    {
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = _options.Workers,
            CancellationToken = cancellation,
        };
        return Parallel.ForEachAsync(
            ContentGroup.Of(_survey.Sources),
            parallel,
            (group, token) =>
            {
                Compress(group, books, token);
                return ValueTask.CompletedTask;
            }
        );
    }

    private void Compress(
        ContentGroup group,
        Dictionary<Root, ManifestBook> books,
        CancellationToken cancellation
    )
    {
        var inspector = new Inspector(_options, cancellation);
        var made = new GroupCompressor(_options, inspector, _tally).Compress(group, cancellation);
        foreach (var member in group.Members.Where(member => member.NeedsWriting))
        {
            var variants = member.Entry.Variants.ToDictionary();
            foreach (var state in member.Variants.Where(v => v.Action == VariantAction.Write))
            {
                variants[state.Encoding.Key()] = made[state.Encoding];
            }

            var entry = ManifestEntry.Of(member.Sha256, variants);
            books[member.Source.Root].Record(member.Source.Relative, entry);
            _tally.Finished(member.Source);
        }
    }
}
