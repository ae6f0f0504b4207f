namespace Cake.Frosting.Release.Assets;

/// <summary>Counts what a run does, from all its workers.</summary>
internal sealed class RunTally
{
    private readonly Lock _lock = new();
    private readonly List<string> _written = [];
    private readonly List<string> _touched = [];
    private readonly List<string> _removed = [];
    private readonly IProgress<CompressProgress>? _progress;
    private readonly Dictionary<ContentEncoding, EncodingTotals> _totals;
    private readonly int _filesTotal;
    private readonly long _bytesTotal;
    private int _filesDone;
    private long _bytesDone;
    private int _skipped;
    private int _omitted;

    public RunTally(Survey survey, CompressOptions options, IProgress<CompressProgress>? progress)
    {
        _progress = progress;
        _totals = options.Encodings.ToDictionary(e => e, e => new EncodingTotals(e, 0, 0, 0));
        foreach (var state in survey.Sources)
        {
            if (state.NeedsWriting)
            {
                _filesTotal++;
                _bytesTotal += state.Source.Length;
            }

            foreach (var variant in state.Variants.Where(v => v.Recorded != null))
            {
                switch (variant.Action)
                {
                    case VariantAction.Keep or VariantAction.Touch:
                        _skipped += variant.Action == VariantAction.Keep ? 1 : 0;
                        Add(variant.Encoding, state.Source.Length, variant.Recorded!.Length);
                        break;
                    case VariantAction.Omit or VariantAction.Remove:
                        _omitted++;
                        break;
                }
            }
        }
    }

    public void Wrote(string path, SourceFile source, ContentEncoding encoding, long bytes)
    {
        lock (_lock)
        {
            _written.Add(path);
            Add(encoding, source.Length, bytes);
        }
    }

    public void Touched(string path)
    {
        lock (_lock)
        {
            _touched.Add(path);
        }
    }

    public void Removed(string path)
    {
        lock (_lock)
        {
            _removed.Add(path);
        }
    }

    public void Omitted()
    {
        lock (_lock)
        {
            _omitted++;
        }
    }

    public void Finished(SourceFile source)
    {
        lock (_lock)
        {
            _filesDone++;
            _bytesDone += source.Length;
            _progress?.Report(
                new CompressProgress(source.Path, _filesDone, _filesTotal, _bytesDone, _bytesTotal)
            );
        }
    }

    public CompressResult ToResult(Survey survey, TimeSpan duration) =>
        new(
            survey.Sources.Count,
            Ordered(_written),
            Ordered(_touched),
            Ordered(_removed),
            _skipped,
            _omitted,
            [.. _totals.Values.OrderBy(t => t.Encoding)],
            survey.Notices,
            duration
        );

    private static List<string> Ordered(IEnumerable<string> paths) =>
        [.. paths.Order(StringComparer.Ordinal)];

    private void Add(ContentEncoding encoding, long source, long variant)
    {
        var sum = _totals[encoding];
        _totals[encoding] = new EncodingTotals(
            encoding,
            sum.Files + 1,
            sum.SourceBytes + source,
            sum.VariantBytes + variant
        );
    }
}
