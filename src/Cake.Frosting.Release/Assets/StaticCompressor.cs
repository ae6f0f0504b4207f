namespace Cake.Frosting.Release.Assets;

/// <summary>
/// Writes <c>file.css.gz</c> and <c>file.css.br</c> beside static files, for servers that send them as they
/// are (nginx's <c>gzip_static</c> and <c>brotli_static</c>). Only what changed is compressed, each variant
/// appears whole or not at all, and variants whose source is gone are removed.
/// </summary>
/// <param name="options">What to compress, and how; <see langword="null"/>: the defaults.</param>
/// <param name="time">The clock; <see langword="null"/>: the system's.</param>
/// <remarks>
/// What was made is remembered in a manifest. A <c>.gz</c> or <c>.br</c> that is not in it is overwritten
/// where its source is there, since it would be served in place of it, and left alone where it is not,
/// since it may be a download. Where it would not be kept, it goes unless it holds its source's content.
/// </remarks>
public sealed class StaticCompressor(CompressOptions? options = null, TimeProvider? time = null)
{
    private readonly CompressOptions _options = options ?? new CompressOptions();
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>Says what a run would do. Changes nothing and takes no lock.</summary>
    /// <param name="directories">The directories; none may be inside of another.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The action planned for each variant.</returns>
    /// <exception cref="CompressException">A directory is missing, or a file cannot be read.</exception>
    /// <exception cref="ArgumentException">A pattern cannot be understood.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<CompressPlan> PlanAsync(
        IReadOnlyList<StaticDirectory> directories,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(directories);
        var survey = await Survey.TakeAsync(Root.Of(directories), _options, cancellation);
        return survey.ToPlan();
    }

    /// <summary>Compresses what needs it.</summary>
    /// <param name="directories">The directories; none may be inside of another.</param>
    /// <param name="progress">Is told after each file, from any thread, one call at a time.</param>
    /// <param name="cancellation">
    /// Ends it early, within seconds. Variants that are finished stay and are remembered.
    /// </param>
    /// <returns>What was done.</returns>
    /// <exception cref="CompressException">
    /// A directory is missing, another run is at work in it, or a file cannot be read or written. Variants
    /// that are finished stay and are remembered; nothing is left half-written.
    /// </exception>
    /// <exception cref="ArgumentException">A pattern cannot be understood.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<CompressResult> RunAsync(
        IReadOnlyList<StaticDirectory> directories,
        IProgress<CompressProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(directories);
        var started = _time.GetTimestamp();
        var roots = Root.Of(directories);
        using var held = new DirectoryLock(roots);
        var survey = await Survey.TakeAsync(roots, _options, cancellation);
        return await new CompressRun(survey, _options, progress, _time).ExecuteAsync(started, cancellation);
    }
}
