using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Registries;

/// <summary>Asks for the tokens that a registry wants to be shown.</summary>
/// <param name="client">Sends the requests.</param>
/// <param name="image">The image.</param>
/// <param name="credentialsFile">Docker's file of credentials, for messages.</param>
internal sealed class TokenClient(HttpClient client, ImageName image, string credentialsFile)
{
    /// <summary>Asks for a token; <c>null</c> where there is none in the answer.</summary>
    /// <param name="challenge">What the registry wants.</param>
    /// <param name="credentials">Who asks; <c>null</c> for nobody.</param>
    /// <param name="isEncrypted">Whether the registry is asked with encryption.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="ReleaseRefusedException">It is refused, or nobody answers.</exception>
    public async Task<Secret?> AskAsync(
        Challenge challenge,
        Credentials? credentials,
        bool isEncrypted,
        CancellationToken cancellationToken
    )
    {
        // Where the registry's answers are encrypted, whom it sends us to must be as well.
        if (isEncrypted && challenge.Realm!.Scheme != Uri.UriSchemeHttps)
        {
            throw new ReleaseRefusedException(
                $"{image.Registry} sends for its tokens to {challenge.Realm}, where they would travel without encryption.",
                "Ask who runs the registry."
            );
        }

        using var response = await SendAsync(challenge, credentials, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            throw RegistryErrors.Refused(image, credentials, credentialsFile);
        }

        if (!response.IsSuccessStatusCode)
        {
            throw RegistryErrors.Status(image, $"{challenge.Realm} answered", response);
        }

        var answer = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return TokenOf(answer) is { } token ? new Secret($"the token for {image.Registry}", token) : null;
    }

    private static string? TokenOf(byte[] answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            return document.RootElement.TryGetProperty("token", out var plain) ? plain.GetString()
                : document.RootElement.TryGetProperty("access_token", out var access) ? access.GetString()
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private async Task<HttpResponseMessage> SendAsync(
        Challenge challenge,
        Credentials? credentials,
        CancellationToken cancellationToken
    )
    {
        var values = new Dictionary<string, string>
        {
            ["service"] = challenge.Parameters.GetValueOrDefault("service") ?? "",
            ["scope"] =
                challenge.Parameters.GetValueOrDefault("scope") ?? $"repository:{image.Repository}:pull",
        };
        HttpRequestMessage request;
        if (credentials?.IdentityToken is { } identity)
        {
            values["grant_type"] = "refresh_token";
            values["client_id"] = "cake-frosting-release";
            values["refresh_token"] = identity.Reveal();
            request = new HttpRequestMessage(HttpMethod.Post, challenge.Realm)
            {
                Content = new FormUrlEncodedContent(values),
            };
        }
        else
        {
            var query = string.Join(
                '&',
                values
                    .Select(value => $"{value.Key}={Uri.EscapeDataString(value.Value)}")
                    .Prepend(challenge.Realm!.Query.TrimStart('?'))
                    .Where(part => part.Length > 0)
            );
            request = new HttpRequestMessage(
                HttpMethod.Get,
                new UriBuilder(challenge.Realm!) { Query = query }.Uri
            );
            if (credentials is not null)
            {
                request.Headers.Authorization = AuthenticationHeaderValue.Parse(credentials.Basic);
            }
        }

        using (request)
        {
            try
            {
                return await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (RegistryClient.IsNoAnswer(exception, cancellationToken))
            {
                throw RegistryErrors.NoAnswer(image, exception);
            }
        }
    }
}
