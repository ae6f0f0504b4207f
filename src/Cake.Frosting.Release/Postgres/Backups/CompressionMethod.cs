namespace Cake.Frosting.Release.Postgres;

/// <summary>How a dump is compressed.</summary>
public enum CompressionMethod
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>By gzip, which every pg_dump has in itself.</summary>
    Gzip,

    /// <summary>By Zstandard: in less time than gzip to less bytes.</summary>
    Zstd,

    /// <summary>By LZ4: the quickest, to about twice the bytes of the others.</summary>
    Lz4,
}
