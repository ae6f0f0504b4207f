using System.Text;
using Cake.Frosting.Release.Commands;

namespace Cake.Frosting.Release.Checks;

/// <summary>An answer's text, or why there is none.</summary>
/// <param name="Text">The text of an answer with 2xx; <c>null</c> where there was none.</param>
/// <param name="Problem">What was seen instead, as a clause; empty with a text.</param>
internal sealed record WebPage(string? Text, string Problem)
{
    /// <summary>More than this of an answer nobody reads.</summary>
    private const int Limit = 16 * 1024 * 1024;

    /// <summary>Asks an address, with a time of its own for the answer.</summary>
    /// <param name="client">Sends the request.</param>
    /// <param name="url">The address.</param>
    /// <param name="json">What is posted; <c>null</c> for a GET.</param>
    /// <param name="authorization">The header Authorization; <c>null</c> for none.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    public static async Task<WebPage> AskAsync(
        HttpClient client,
        Uri url,
        string? json,
        Secret? authorization,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(json is null ? HttpMethod.Get : HttpMethod.Post, url)
        {
            Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"),
        };
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization.Reveal());
        }

        return await WebExchange
            .AskAsync(
                client,
                request,
                (response, token) => ReadAsync(response, url, token),
                problem => new WebPage(null, problem),
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    private static async Task<WebPage> ReadAsync(
        HttpResponseMessage response,
        Uri url,
        CancellationToken cancellationToken
    )
    {
        if (!response.IsSuccessStatusCode)
        {
            return new WebPage(null, $"{url} answered {(int)response.StatusCode}");
        }

        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var buffer = new MemoryStream();
        var part = new byte[64 * 1024];
        while (
            buffer.Length < Limit
            && await stream.ReadAsync(part, cancellationToken).ConfigureAwait(false) is var read
            && read > 0
        )
        {
            buffer.Write(part, 0, read);
        }

        return new WebPage(Encoding.UTF8.GetString(buffer.ToArray()), "");
    }
}
