namespace Cake.Frosting.Release.Assets;

/// <summary>A content encoding in which a static file is stored ready-made beside its source.</summary>
public enum ContentEncoding
{
    /// <summary>gzip (RFC 1952), suffix <c>.gz</c>; what nginx's <c>gzip_static</c> serves.</summary>
    Gzip,

    /// <summary>Brotli (RFC 7932), suffix <c>.br</c>; what nginx's <c>brotli_static</c> serves.</summary>
    Brotli,
}
