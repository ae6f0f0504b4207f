using System.Text.RegularExpressions;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Registries;

/// <summary>The name of an image, as the engine reads it: <c>[registry/]repository[:tag][@digest]</c>.</summary>
/// <param name="Registry">The registry that the name says; <c>docker.io</c> where it says none.</param>
/// <param name="Repository">The repository there; for Docker's own images with <c>library/</c>.</param>
/// <param name="Tag">The tag; <c>latest</c> where there is neither tag nor digest, else <c>null</c>.</param>
/// <param name="Digest">The digest; <c>null</c> where there is none.</param>
public sealed partial record ImageName(string Registry, string Repository, string? Tag, string? Digest)
{
    private const string Hub = "docker.io";

    /// <summary>Other names of Docker Hub.</summary>
    private static readonly string[] HubNames = [Hub, $"index.{Hub}", $"registry-1.{Hub}"];

    /// <summary>The name as it was written.</summary>
    public string Text { get; private init; } = "";

    /// <summary>What the registry is asked for: the digest where there is one, else the tag.</summary>
    public string Reference => Digest ?? Tag!;

    /// <summary>The host, and port, that answers for the registry.</summary>
    public string Host => Registry == Hub ? $"registry-1.{Hub}" : Registry;

    /// <summary>What the registry is called in Docker's config.json.</summary>
    public string CredentialKey => Registry == Hub ? $"https://index.{Hub}/v1/" : Registry;

    /// <summary>Reads a name.</summary>
    /// <param name="text">The name.</param>
    /// <exception cref="ConfigurationException">It is none.</exception>
    public static ImageName Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? "" : text[..slash];
        // The first part is a registry if it could not be a repository of Docker Hub.
        var hasRegistry =
            first == "localhost"
            || first.AsSpan().ContainsAny('.', ':')
            || first.Any(char.IsAsciiLetterUpper);
        var registry = hasRegistry && !HubNames.Contains(first) ? first : Hub;
        if (Form().Match(hasRegistry ? text[(slash + 1)..] : text) is not { Success: true } match)
        {
            throw new ConfigurationException(
                $"'{text}' is no name of an image.",
                "It reads registry.example/team/shop:1.4.0, in small letters but for the tag."
            );
        }

        var repository = match.Groups["repository"].Value;
        var (tag, digest) = (match.Groups["tag"], match.Groups["digest"]);
        return new ImageName(
            registry,
            registry == Hub && !repository.Contains('/', StringComparison.Ordinal)
                ? $"library/{repository}"
                : repository,
            tag.Success ? tag.Value
                : digest.Success ? null
                : "latest",
            digest.Success ? digest.Value : null
        )
        {
            Text = text,
        };
    }

    /// <summary>The same image by its digest: <c>registry/repository@sha256:…</c>.</summary>
    /// <param name="digest">The digest.</param>
    public string Pinned(string digest)
    {
        var name = Text.Split('@')[0];
        return $"{(Tag is not null && name.EndsWith($":{Tag}", StringComparison.Ordinal) ? name[..^(Tag.Length + 1)] : name)}@{digest}";
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    [GeneratedRegex(
        @"^(?<repository>[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*)(?::(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(?:@(?<digest>[a-z0-9]+:[0-9a-f]{32,}))?$"
    )]
    private static partial Regex Form();
}
