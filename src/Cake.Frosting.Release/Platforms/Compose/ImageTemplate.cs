using System.Text.RegularExpressions;
using Cake.Frosting.Release.Configuration;

namespace Cake.Frosting.Release.Platforms.Compose;

/// <summary>The image of a service as release.yml writes it: which image a version has, and which version an image is.</summary>
internal sealed class ImageTemplate
{
    private const string Hole = "\u0001";
    private readonly string[] parts;

    /// <summary>Creates one.</summary>
    /// <param name="template">The template; <c>{version}</c> stands for the version.</param>
    /// <param name="project">The project's name, for <c>{project}</c>.</param>
    public ImageTemplate(string template, string project) =>
        parts = Placeholders
            .Fill(
                template,
                name =>
                    name switch
                    {
                        "version" => Hole,
                        "project" => project,
                        _ => null,
                    }
            )
            .Split(Hole);

    /// <summary>Whether the version is in it: an image may as well be fixed, or another application's.</summary>
    public bool HasVersion => parts.Length > 1;

    /// <summary>The image of a version.</summary>
    public string Of(string version) => string.Join(version, parts);

    /// <summary>The version that an image is; <c>null</c> where it is none of this template.</summary>
    public string? VersionOf(string? image)
    {
        if (!HasVersion || image is null)
        {
            return null;
        }

        var pattern = $"^{string.Join("(?<version>.+)", parts.Select(Regex.Escape))}$";
        return
            Regex.Match(image, pattern, RegexOptions.None, TimeSpan.FromSeconds(1)) is { Success: true } match
            && match.Groups["version"].Value is var version
            && Of(version) == image
            ? version
            : null;
    }

    /// <summary>What a tag says of the version, whatever stands before it; <c>null</c> where it says nothing.</summary>
    public static string? VersionInTag(string? image)
    {
        if (image is null || image.Contains('@', StringComparison.Ordinal))
        {
            return null;
        }

        var tag = TagOf(image);
        var digit = tag.AsSpan().IndexOfAnyInRange('0', '9');
        return digit < 0 ? null : tag[digit..];
    }

    /// <summary>The name of an image without tag and digest: what services share that move together.</summary>
    public static string RepositoryOf(string image)
    {
        var name = image.Split('@')[0];
        var colon = name.LastIndexOf(':');
        return colon > name.LastIndexOf('/') ? name[..colon] : name;
    }

    /// <summary>The tag of an image, or its digest; <c>latest</c> where it has none.</summary>
    public static string TagOf(string image) =>
        image.Length == RepositoryOf(image).Length ? "latest" : image[(RepositoryOf(image).Length + 1)..];
}
