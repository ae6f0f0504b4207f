using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Registries;

/// <summary>Reads manifests: of Docker (schema 2) and OCI, of one platform and lists of them.</summary>
/// <param name="registry">The registry.</param>
/// <param name="image">The image.</param>
/// <param name="wanted">The platform that is meant, as <c>linux/amd64</c>.</param>
internal sealed class ManifestReader(RegistryClient registry, ImageName image, string wanted)
{
    /// <summary>The types of manifests that are understood.</summary>
    public static readonly IReadOnlyList<string> Types =
    [
        "application/vnd.oci.image.index.v1+json",
        "application/vnd.docker.distribution.manifest.list.v2+json",
        "application/vnd.oci.image.manifest.v1+json",
        "application/vnd.docker.distribution.manifest.v2+json",
    ];

    /// <summary>Whether the image is there.</summary>
    /// <exception cref="ReleaseRefusedException">The registry does not say.</exception>
    public async Task<bool> IsThereAsync(CancellationToken cancellationToken)
    {
        using var response = await registry
            .SendAsync(HttpMethod.Head, $"manifests/{image.Reference}", cancellationToken)
            .ConfigureAwait(false);
        return response.IsSuccessStatusCode
            || (
                response.StatusCode == HttpStatusCode.NotFound
                    ? false
                    : throw RegistryErrors.Of(image, registry, response)
            );
    }

    /// <summary>Reads the manifest.</summary>
    /// <exception cref="ReleaseRefusedException">It is not there, or is none for the platform.</exception>
    public async Task<ImageManifest> ReadAsync(CancellationToken cancellationToken)
    {
        var (digest, manifest) = await GetAsync(image.Reference, cancellationToken).ConfigureAwait(false);
        if (!manifest.TryGetProperty("manifests", out var entries))
        {
            return Sized(digest, manifest, null);
        }

        var (own, platform) = Pick(entries);
        var (_, picked) = await GetAsync(own, cancellationToken).ConfigureAwait(false);
        return Sized(digest, picked, platform);
    }

    private async Task<(string Digest, JsonElement Manifest)> GetAsync(
        string reference,
        CancellationToken cancellationToken
    )
    {
        using var response = await registry
            .SendAsync(HttpMethod.Get, $"manifests/{reference}", cancellationToken)
            .ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            throw await RegistryErrors
                .NotThereAsync(image, registry, cancellationToken)
                .ConfigureAwait(false);
        }

        if (!response.IsSuccessStatusCode)
        {
            throw RegistryErrors.Of(image, registry, response);
        }

        var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        var digest = $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}";
        var said = response.Headers.TryGetValues("Docker-Content-Digest", out var values)
            ? values.First()
            : digest;
        var asked = reference.StartsWith("sha256:", StringComparison.Ordinal) ? reference : digest;
        if (asked != digest || (said.StartsWith("sha256:", StringComparison.Ordinal) && said != digest))
        {
            throw new ReleaseRefusedException(
                $"{image}: the registry says {(asked == digest ? said : asked)} and sends {digest}.",
                "Something between here and the registry changes what it sends. Do not release before you know what."
            );
        }

        try
        {
            using var document = JsonDocument.Parse(bytes);
            return (said, document.RootElement.Clone());
        }
        catch (JsonException exception)
        {
            throw new ReleaseRefusedException(
                $"{image}: the registry sends no manifest.",
                "Look whether it is a registry that answers there.",
                exception
            );
        }
    }

    private (string Digest, string Platform) Pick(JsonElement entries)
    {
        var found = entries
            .EnumerateArray()
            .Where(entry => entry.TryGetProperty("platform", out _))
            .Select(entry => (Digest: entry.GetProperty("digest").GetString()!, Platform: NameOf(entry)))
            .ToList();
        var best = found
            .Where(entry =>
                entry.Platform == wanted || entry.Platform.StartsWith($"{wanted}/", StringComparison.Ordinal)
            )
            .OrderBy(entry => entry.Platform.Length)
            .FirstOrDefault();
        return best.Digest is not null
            ? best
            : throw new ReleaseRefusedException(
                $"{image} is not there for {wanted}, only for {string.Join(", ", found.Select(entry => entry.Platform).Where(name => !name.StartsWith("unknown", StringComparison.Ordinal)))}.",
                "Let CI build it for the platform of the engine."
            );
    }

    private static string NameOf(JsonElement entry)
    {
        var platform = entry.GetProperty("platform");
        string? Part(string name) => platform.TryGetProperty(name, out var part) ? part.GetString() : null;
        return string.Join(
            '/',
            new[] { Part("os"), Part("architecture"), Part("variant") }.Where(part =>
                !string.IsNullOrEmpty(part)
            )
        );
    }

    private ImageManifest Sized(string digest, JsonElement manifest, string? platform)
    {
        if (
            !manifest.TryGetProperty("layers", out var layers)
            || !manifest.TryGetProperty("config", out var config)
        )
        {
            throw new ReleaseRefusedException(
                $"{image} is of a form that is not understood here.",
                "Build it anew: manifests of schema 1 are out of use since 2019."
            );
        }

        var size = layers.EnumerateArray().Append(config).Sum(blob => blob.GetProperty("size").GetInt64());
        return new ImageManifest(digest, size, layers.GetArrayLength(), platform);
    }
}
