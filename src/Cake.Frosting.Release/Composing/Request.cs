using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cake.Frosting.Release.Checks;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Composing;

/// <summary>A request whose answer must be 2xx.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Url">Its address.</param>
/// <param name="Body">What is sent, as JSON; <c>null</c> for nothing.</param>
internal sealed record Request(HttpMethod Method, TextOrSecret Url, string? Body)
{
    /// <summary>A session may be bound to who asked for it.</summary>
    private const string UserAgent = "cake-frosting-release";

    private const int ShownCharacters = 200;

    /// <summary>The headers.</summary>
    public IReadOnlyDictionary<string, EnvironmentValue> Headers { get; init; } =
        new Dictionary<string, EnvironmentValue>();

    /// <summary>Whether it is GraphQL, which says in an answer with 200 that it failed.</summary>
    public bool IsGraphQl { get; init; }

    /// <summary>How one logs in before; <c>null</c> where nobody has to.</summary>
    public LoginSession? Session { get; init; }

    /// <summary>What one logs in with.</summary>
    public IReadOnlyDictionary<string, EnvironmentValue> Login { get; init; } =
        new Dictionary<string, EnvironmentValue>();

    /// <summary>The request as plan and runbook show it.</summary>
    public Instruction Instruction =>
        new(
            "this machine",
            (Session is null ? "" : $"POST {Session.Url} for a session; ")
                + $"{Method} {Url}{(IsGraphQl ? $" {JsonNode.Parse(Body!)!["query"]}" : "")}",
            InstructionKind.Http
        );

    /// <summary>Sends it.</summary>
    /// <exception cref="ReleaseRefusedException">It was refused, or nobody answered.</exception>
    public async Task SendAsync(HttpClient client, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(Method, Url.Reveal());
        if (Body is not null)
        {
            request.Content = new StringContent(Body, Encoding.UTF8, "application/json");
        }

        foreach (var (name, value) in Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value.Reveal());
        }

        if (Session is not null)
        {
            var (name, value) = await LogInAsync(client, cancellationToken).ConfigureAwait(false);
            request.Headers.TryAddWithoutValidation(name, value.Reveal());
        }

        var what = $"{Method} {Url}";
        using var response = await SendAsync(client, request, what, cancellationToken).ConfigureAwait(false);
        if (IsGraphQl)
        {
            var answer = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            RefuseErrors(answer, what);
        }
    }

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient client,
        HttpRequestMessage request,
        string what,
        CancellationToken cancellationToken
    )
    {
        request.Headers.UserAgent.ParseAdd(UserAgent);
        try
        {
            var response = await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            response.Dispose();
            throw new ReleaseRefusedException(
                $"{what} answered {(int)response.StatusCode}.",
                response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
                    ? "Check the credentials that it is sent with."
                    : ""
            );
        }
        catch (HttpRequestException exception)
        {
            throw new ReleaseRefusedException(
                $"{what} is not answered: {exception.GetBaseException().Message}",
                "Check the address, and that it can be reached from here.",
                exception
            );
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ReleaseRefusedException(
                $"{what} was not answered within {client.Timeout.TotalSeconds:0.#} s.",
                innerException: exception
            );
        }
    }

    private static void RefuseErrors(string answer, string what)
    {
        try
        {
            if (JsonNode.Parse(answer)?["errors"] is JsonArray { Count: > 0 } errors)
            {
                var message = errors[0]?["message"]?.ToString() ?? errors[0]?.ToJsonString() ?? "";
                throw new ReleaseRefusedException(
                    $"{what} answered with an error: {(message.Length <= ShownCharacters ? message : message[..ShownCharacters] + "…")}"
                );
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new ReleaseRefusedException(
                $"{what} answered what is no GraphQL.",
                innerException: exception
            );
        }
    }

    /// <summary>Logs in, and returns the header that the session is shown with.</summary>
    private async Task<(string Name, Secret Value)> LogInAsync(
        HttpClient client,
        CancellationToken cancellationToken
    )
    {
        var fields = new JsonObject(
            Login.Select(field => KeyValuePair.Create(field.Key, (JsonNode?)field.Value.Reveal()))
        );
        using var request = new HttpRequestMessage(HttpMethod.Post, Session!.Url)
        {
            Content = new StringContent(fields.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        var what = $"POST {Session.Url}";
        using var response = await SendAsync(client, request, what, cancellationToken).ConfigureAwait(false);
        if (Session.Cookie is { } cookie)
        {
            var start = $"{cookie}=";
            var found = response.Headers.TryGetValues("Set-Cookie", out var cookies)
                ? cookies.FirstOrDefault(one => one.StartsWith(start, StringComparison.Ordinal))
                : null;
            return found is null
                ? throw new ReleaseRefusedException($"{what} sets no cookie {cookie}.")
                : ("Cookie", new Secret(cookie, found.Split(';')[0]));
        }

        var answer = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return JsonPath.Find(answer, Session.Bearer!) is { } token
                ? ("Authorization", new Secret(Session.Bearer!, $"Bearer {token}"))
                : throw new ReleaseRefusedException($"{what} answers without {Session.Bearer}.");
        }
        catch (JsonException)
        {
            // The text of the error may quote the answer.
            throw new ReleaseRefusedException($"{what} answered what is no JSON.");
        }
    }
}
