using System.Globalization;
using System.Net;
using System.Text.Json;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Registries;

/// <summary>Says what a registry's refusals mean, and what to do.</summary>
internal static class RegistryErrors
{
    private const int ShownTags = 5;

    /// <summary>Nobody answers.</summary>
    public static ReleaseRefusedException NoAnswer(ImageName image, Exception exception) =>
        new(
            $"The registry of {image}, {image.Host}, does not answer: {exception.GetBaseException().Message}",
            "Check its name and the network. A registry without encryption has to be named as insecure, here as with the engine.",
            exception
        );

    /// <summary>The credentials, or that there are none, are not good enough.</summary>
    public static ReleaseRefusedException Refused(ImageName image, Credentials? credentials, string file) =>
        credentials is null
            ? new(
                $"{image}: {image.Registry} shows it to nobody without credentials, and {file} has none for it; or there is no such repository.",
                $"Log in: {DockerCredentials.LoginLine(image)}; and check the name {image.Repository}."
            )
            : new(
                $"{image}: {image.Registry} refuses the credentials{(credentials.User.Length == 0 ? "" : $" of {credentials.User}")} from {credentials.Source}.",
                $"Log in again: {DockerCredentials.LoginLine(image)}"
            );

    /// <summary>An answer that is neither the image nor that it is not there.</summary>
    public static ReleaseRefusedException Of(
        ImageName image,
        RegistryClient registry,
        HttpResponseMessage response
    ) =>
        response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => Refused(image, registry.Credentials, registry.CredentialsFile),
            HttpStatusCode.Forbidden => new(
                $"{image}: {image.Registry} does not let {(registry.Credentials is { User.Length: > 0 } who ? who.User : "us")} pull {image.Repository}.",
                "Give it the right to pull, or log in as somebody who has it."
            ),
            HttpStatusCode.TooManyRequests => new(
                $"{image}: {image.Registry} has had too many requests from here.",
                $"Wait{(response.Headers.RetryAfter?.Delta is { } delay ? string.Create(CultureInfo.InvariantCulture, $" {delay.TotalSeconds:0} s") : "")}, or log in: {DockerCredentials.LoginLine(image)}"
            ),
            _ => Status(image, $"{image.Registry} answered", response),
        };

    /// <summary>Some other status.</summary>
    public static ReleaseRefusedException Status(ImageName image, string who, HttpResponseMessage response) =>
        new(
            string.Create(CultureInfo.InvariantCulture, $"{image}: {who} {(int)response.StatusCode}."),
            "Try again; where it stays so, ask who runs the registry."
        );

    /// <summary>The image is not there; says whether the repository is, and which of its tags come near.</summary>
    public static async Task<ReleaseRefusedException> NotThereAsync(
        ImageName image,
        RegistryClient registry,
        CancellationToken cancellationToken
    )
    {
        var tags = await TagsAsync(registry, cancellationToken).ConfigureAwait(false);
        if (tags is null)
        {
            return new ReleaseRefusedException(
                $"{image.Registry} has no repository {image.Repository}.",
                "Check the name for a typing error; where CI has yet to push its first image, wait for it."
            );
        }

        var near = tags.OrderBy(tag => Distance(tag, image.Reference)).Take(ShownTags).ToList();
        return new ReleaseRefusedException(
            $"{image.Registry} has {image.Repository}, and no {image.Reference} of it{(near.Count == 0 ? "" : $"; near it are {string.Join(", ", near)}")}.",
            "Wait until CI has built and pushed it, or mend the tag; registry/wait lets a release wait by itself."
        );
    }

    private static async Task<IReadOnlyList<string>?> TagsAsync(
        RegistryClient registry,
        CancellationToken cancellationToken
    )
    {
        using var response = await registry
            .SendAsync(HttpMethod.Get, "tags/list?n=1000", cancellationToken)
            .ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            return null;
        }

        try
        {
            var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            using var document = await JsonDocument
                .ParseAsync(stream, cancellationToken: cancellationToken)
                .ConfigureAwait(false);
            return document.RootElement.GetProperty("tags") is { ValueKind: JsonValueKind.Array } tags
                ? [.. tags.EnumerateArray().Select(tag => tag.GetString() ?? "")]
                : [];
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException)
        {
            return [];
        }
    }

    /// <summary>How many letters have to change (Levenshtein).</summary>
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var (diagonal, left) = (row[0], i);
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                left = Math.Min(Math.Min(row[j], left) + 1, diagonal + (from[i - 1] == to[j - 1] ? 0 : 1));
                (diagonal, row[j]) = (row[j], left);
            }
        }

        return row[^1];
    }
}
