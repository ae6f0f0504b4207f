namespace Cake.Frosting.Release.Assets;

/// <summary>What an encoding is called in file names and in the manifest.</summary>
internal static class ContentEncodings
{
    public static IReadOnlyList<ContentEncoding> All { get; } =
    [ContentEncoding.Gzip, ContentEncoding.Brotli];

    public static string Key(this ContentEncoding encoding) => encoding == ContentEncoding.Gzip ? "gz" : "br";

    public static string Suffix(this ContentEncoding encoding) =>
        encoding == ContentEncoding.Gzip ? ".gz" : ".br";

    public static ContentEncoding? FromKey(string key) =>
        key switch
        {
            "gz" => ContentEncoding.Gzip,
            "br" => ContentEncoding.Brotli,
            _ => null,
        };
}
