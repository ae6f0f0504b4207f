using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace Cake.Frosting.Release.GitHub;

/// <summary>A file that is attached to a release.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Sha256">Its SHA-256 in hexadecimal.</param>
internal sealed record AssetFile(string Path, long Size, string Sha256)
{
    /// <summary>Its name on GitHub, which puts a dot in place of what is no letter, digit, <c>.</c>, <c>_</c> or <c>-</c>.</summary>
    public string Name => NameOf(Path);

    /// <summary>The name that a file has on GitHub.</summary>
    /// <param name="path">Where it is.</param>
    public static string NameOf(string path) =>
        string.Concat(
                System
                    .IO.Path.GetFileName(path)
                    .Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '.')
            )
            .Trim('.');

    /// <summary>Reads a file's size and digest.</summary>
    public static async Task<AssetFile> ReadAsync(string path, CancellationToken cancellationToken)
    {
        using var stream = File.OpenRead(path);
        var hash = await SHA256.HashDataAsync(stream, cancellationToken).ConfigureAwait(false);
        return new AssetFile(path, stream.Length, Convert.ToHexStringLower(hash));
    }

    /// <summary>Whether an asset is this file, whole; a server that tells no digest is believed by the size.</summary>
    public bool IsWhole(ReleaseAsset asset) =>
        asset.State == "uploaded"
        && asset.Size == Size
        && (asset.Digest is null || asset.Digest == $"sha256:{Sha256}");

    /// <summary>The file as a body; opened anew for each try.</summary>
    public HttpContent ToContent()
    {
        var content = new StreamContent(File.OpenRead(Path));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        content.Headers.ContentLength = Size;
        return content;
    }
}
