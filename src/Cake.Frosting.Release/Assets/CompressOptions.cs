namespace Cake.Frosting.Release.Assets;

/// <summary>How static files are compressed. Immutable; a value out of range is refused when it is set.</summary>
public sealed record CompressOptions
{
    /// <summary>
    /// The kinds of files compressed unless said otherwise: text, and binary formats without compression
    /// of their own. Never images, video, archives or woff fonts, which are compressed already.
    /// </summary>
    public static IReadOnlyList<string> DefaultInclude { get; } =
    [
        .. "css js mjs cjs map json jsonld geojson topojson webmanifest html htm xhtml xml rss atom rdf xsl"
            .Split(' ')
            .Concat("svg txt md csv tsv vtt srt ics vcf yaml yml wasm ico bmp cur ttf otf eot".Split(' '))
            .Select(extension => "*." + extension),
    ];

    /// <summary>Whether <c>.gz</c> variants are made. Default: yes.</summary>
    public bool Gzip { get; init; } = true;

    /// <summary>The level of gzip, 1 (fast) to 9 (small). Default: 9.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside of 1 to 9.</exception>
    public int GzipLevel
    {
        get;
        init => field = InRange(value, 1, 9, nameof(GzipLevel));
    } = 9;

    /// <summary>Whether <c>.br</c> variants are made. Default: yes.</summary>
    public bool Brotli { get; init; } = true;

    /// <summary>The quality of Brotli, 0 (fast) to 11 (small). Default: 11.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside of 0 to 11.</exception>
    public int BrotliQuality
    {
        get;
        init => field = InRange(value, 0, 11, nameof(BrotliQuality));
    } = 11;

    /// <summary>
    /// The largest Brotli window, as the power of two of its bytes, 10 to 24. Default: 24 (16 MiB). A file
    /// gets the smallest window that covers it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside of 10 to 24.</exception>
    public int BrotliWindow
    {
        get;
        init => field = InRange(value, 10, 24, nameof(BrotliWindow));
    } = 24;

    /// <summary>
    /// A variant is kept if its size is at most this part of its source's, above 0 to 1. Default: 0.95. A
    /// variant that is not smaller than its source is never kept.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not above 0, or above 1.</exception>
    public double MaximumRatio
    {
        get;
        init =>
            field = value is > 0 and <= 1
                ? value
                : throw new ArgumentOutOfRangeException(nameof(MaximumRatio), value, "Above 0, up to 1.");
    } = 0.95;

    /// <summary>
    /// Smaller files are left alone, in bytes. Default: 256. Empty files are always left alone.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 0.</exception>
    public long MinimumBytes
    {
        get;
        init =>
            field =
                value >= 0
                    ? value
                    : throw new ArgumentOutOfRangeException(nameof(MinimumBytes), value, "0 or more bytes.");
    } = 256;

    /// <summary>
    /// Patterns of the files to compress; default <see cref="DefaultInclude"/>. <c>*</c> and <c>?</c> stand
    /// for anything but <c>/</c>, <c>**</c> for any directories, <c>{a,b}</c> for either. A pattern without
    /// <c>/</c> is about the name alone, in any directory. Case is ignored.
    /// </summary>
    public IReadOnlyList<string> Include { get; init; } = DefaultInclude;

    /// <summary>Patterns of the files to leave alone, as in <see cref="Include"/>; they win over it.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>How many files are worked on at once; <see langword="null"/>: one for each processor.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int? Parallelism
    {
        get;
        init => field = value is { } number ? InRange(number, 1, int.MaxValue, nameof(Parallelism)) : null;
    }

    internal int Workers => Parallelism ?? Environment.ProcessorCount;

    internal IReadOnlyList<ContentEncoding> Encodings =>
        [.. ContentEncodings.All.Where(e => e == ContentEncoding.Gzip ? Gzip : Brotli)];

    /// <summary>What a variant's bytes depend on besides its source; part of the manifest.</summary>
    internal string SettingsOf(ContentEncoding encoding) =>
        encoding == ContentEncoding.Gzip
            ? $"level {GzipLevel}"
            : $"quality {BrotliQuality} window {BrotliWindow}";

    internal bool Keeps(long variantBytes, long sourceBytes) =>
        variantBytes < sourceBytes && variantBytes <= sourceBytes * MaximumRatio;

    private static int InRange(int value, int lowest, int highest, string name) =>
        value >= lowest && value <= highest
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{lowest} to {highest}.");
}
