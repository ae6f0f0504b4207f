using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Checks;

/// <summary>An address and what it must answer to a GET, or to a query of GraphQL.</summary>
/// <param name="client">Sends the request; redirects are not followed, for a login page is no healthy answer.</param>
/// <param name="url">The address.</param>
public sealed class HttpProbe(HttpClient client, Uri url) : ICheck
{
    /// <summary>Of a body that does not hold what it should, this many characters are shown.</summary>
    private const int ShownCharacters = 120;

    /// <summary>So many bytes of a body are looked at: it may have no end.</summary>
    private const int BodyLimit = 1024 * 1024;

    /// <summary>The query of GraphQL that is posted; <c>null</c> for a GET.</summary>
    public string? GraphQl { get; init; }

    /// <summary>The only status that is accepted; <c>null</c> for any 2xx.</summary>
    public int? Status { get; init; }

    /// <summary>A text that the body must contain; <c>null</c> for any body.</summary>
    public string? Contains { get; init; }

    /// <summary>A regular expression that the body must match; <c>null</c> for any body.</summary>
    public string? Matches { get; init; }

    /// <summary>The headers that are sent.</summary>
    public IReadOnlyDictionary<string, EnvironmentValue> Headers { get; init; } =
        new Dictionary<string, EnvironmentValue>();

    /// <inheritdoc/>
    public Instruction Instruction =>
        GraphQl is null
            ? Instruction.Http("GET", url)
            : new Instruction("this machine", $"POST {url} {GraphQl}", InstructionKind.Http);

    /// <inheritdoc/>
    public async Task<string?> TryAsync(StepContext context, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(GraphQl is null ? HttpMethod.Get : HttpMethod.Post, url)
        {
            // With its length: not every server takes a body in chunks.
            Content = GraphQl is null
                ? null
                : new StringContent(
                    JsonSerializer.Serialize(new { query = GraphQl }, JsonSerializerOptions.Web),
                    Encoding.UTF8,
                    "application/json"
                ),
        };
        foreach (var (name, value) in Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value.Reveal());
        }

        return await WebExchange
            .AskAsync<string?>(
                client,
                request,
                async (response, token) =>
                    Judge(
                        (int)response.StatusCode,
                        await ReadAsync(response.Content, token).ConfigureAwait(false)
                    ),
                problem => problem,
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <summary>The beginning of a body; a character set that is misspelt is no reason to call a service ill.</summary>
    private async Task<string> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        if (Contains is null && Matches is null && GraphQl is null)
        {
            return "";
        }

        var buffer = new byte[BodyLimit];
        using var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var length = await stream
            .ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken)
            .ConfigureAwait(false);
        return EncodingOf(content.Headers.ContentType?.CharSet).GetString(buffer, 0, length);
    }

    private static Encoding EncodingOf(string? name)
    {
        try
        {
            return name is null ? Encoding.UTF8 : Encoding.GetEncoding(name.Trim('"'));
        }
        catch (ArgumentException)
        {
            return Encoding.UTF8;
        }
    }

    private string? Judge(int status, string body)
    {
        if (Status is null ? status is < 200 or > 299 : status != Status)
        {
            return $"{url} answered {status}, not {Status?.ToString() ?? "2xx"}";
        }

        if (GraphQl is not null && ErrorOf(body) is { } error)
        {
            return $"{url} answered with an error: {Shown(error)}";
        }

        if (Contains is not null && !body.Contains(Contains, StringComparison.Ordinal))
        {
            return $"{url} answered {status} without the text '{Contains}': {Shown(body)}";
        }

        try
        {
            return
                Matches is not null
                && !Regex.IsMatch(body, Matches, RegexOptions.None, TimeSpan.FromSeconds(1))
                ? $"{url} answered {status} with a body that does not match /{Matches}/: {Shown(body)}"
                : null;
        }
        catch (RegexMatchTimeoutException)
        {
            return $"{url} answered {status}, and /{Matches}/ took too long on its body: {Shown(body)}";
        }
    }

    /// <summary>GraphQL says in an answer with 200 that it failed.</summary>
    private static string? ErrorOf(string body)
    {
        try
        {
            return JsonNode.Parse(body) is not JsonObject answer ? "no GraphQL"
                : answer["errors"] is JsonArray { Count: > 0 } errors
                    ? (errors[0] as JsonObject)?["message"]?.ToString()
                        ?? errors[0]?.ToJsonString()
                        ?? "unknown"
                : null;
        }
        catch (JsonException)
        {
            return "no GraphQL";
        }
    }

    private static string Shown(string body)
    {
        var line = body.ReplaceLineEndings(" ").Trim();
        return line.Length <= ShownCharacters ? line : line[..ShownCharacters] + "…";
    }
}
