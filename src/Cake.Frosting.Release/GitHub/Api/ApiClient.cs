using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.GitHub;

/// <summary>
/// Sends requests to the API, as often as it takes. A request that could do its work twice is looked for before it
/// is sent again.
/// </summary>
/// <param name="http">Sends them; follows no redirects, and has no time limit of its own.</param>
/// <param name="site">The server, and the token.</param>
/// <param name="backOff">How long to wait between tries.</param>
/// <param name="time">The clock.</param>
/// <param name="progress">Hears why it takes so long; one line without secrets.</param>
internal sealed class ApiClient(
    HttpClient http,
    GitHubSite site,
    BackOff backOff,
    TimeProvider time,
    Action<string> progress
)
{
    private const string Version = "2022-11-28";

    /// <summary>The server.</summary>
    public GitHubSite Site => site;

    /// <summary>Asks for something.</summary>
    /// <exception cref="ReleaseRefusedException">It was not to be had; see <see cref="ApiErrors"/>.</exception>
    public async Task<T> GetAsync<T>(Uri url, JsonTypeInfo<T> shape, CancellationToken cancellationToken) =>
        Read(
            await SendAsync(new ApiRequest(HttpMethod.Get, url), cancellationToken).ConfigureAwait(false),
            shape
        );

    /// <summary>Asks for something that may not be there; <c>null</c> where it is not.</summary>
    /// <exception cref="ReleaseRefusedException">It was not to be had for another reason.</exception>
    public async Task<T?> FindAsync<T>(Uri url, JsonTypeInfo<T> shape, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await GetAsync(url, shape, cancellationToken).ConfigureAwait(false);
        }
        catch (ReleaseRefusedException refusal) when (ApiErrors.StatusOf(refusal) == 404)
        {
            return null;
        }
    }

    /// <summary>The pages of a list: all, unless one is enough.</summary>
    /// <param name="first">The address of the first page.</param>
    /// <param name="shape">What a page looks like.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="isEnough">Told of each page; <c>true</c> where the next one need not be read.</param>
    /// <exception cref="ReleaseRefusedException">A page was not to be had.</exception>
    public async Task<IReadOnlyList<T>> ListAsync<T>(
        Uri first,
        JsonTypeInfo<T> shape,
        CancellationToken cancellationToken,
        Func<T, bool>? isEnough = null
    )
    {
        var pages = new List<T>();
        for (var url = first; url is not null; )
        {
            var request = new ApiRequest(HttpMethod.Get, url);
            var reply = await SendAsync(request, cancellationToken).ConfigureAwait(false);
            pages.Add(Read(reply, shape));
            url = isEnough?.Invoke(pages[^1]) == true ? null : reply.Next;
        }

        return pages;
    }

    /// <summary>Makes something. Where the answer is lost, it is looked for before it is made once more.</summary>
    /// <param name="request">The POST.</param>
    /// <param name="find">Looks whether it is there; <c>null</c> where it is not.</param>
    /// <param name="shape">What the answer looks like.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ReleaseRefusedException">It was not made, or nobody knows whether it was.</exception>
    public async Task<T> CreateAsync<T>(
        ApiRequest request,
        JsonTypeInfo<T> shape,
        Func<CancellationToken, Task<T?>> find,
        CancellationToken cancellationToken
    )
        where T : class
    {
        T? found = null;
        var reply = await SendAsync(
                request,
                async token => (found = await find(token).ConfigureAwait(false)) is not null,
                cancellationToken
            )
            .ConfigureAwait(false);
        return found ?? Read(reply, shape);
    }

    /// <summary>Sends a request that can be repeated.</summary>
    /// <exception cref="ReleaseRefusedException">It was refused, or there was no answer.</exception>
    public Task<ApiReply> SendAsync(ApiRequest request, CancellationToken cancellationToken) =>
        request.IsRepeatable
            ? SendAsync(request, _ => Task.FromResult(false), cancellationToken)
            : throw new InvalidOperationException($"{request} can not be repeated without a look.");

    /// <summary>A body.</summary>
    public static Func<HttpContent> Json<T>(T value, JsonTypeInfo<T> shape) =>
        () => JsonContent.Create(value, shape);

    private async Task<ApiReply> SendAsync(
        ApiRequest request,
        Func<CancellationToken, Task<bool>> isDone,
        CancellationToken cancellationToken
    )
    {
        var waited = TimeSpan.Zero;
        for (var tries = 1; ; tries++)
        {
            var reply = await TryAsync(request, cancellationToken).ConfigureAwait(false);
            if (reply.IsSuccess)
            {
                return reply;
            }

            reply = reply with { IsEarly = request.IsTooEarly(reply) };

            // NextDouble decides nothing but the wait.
#pragma warning disable CA5394
            var wait = backOff.After(reply, tries, waited, time.GetUtcNow(), Random.Shared.NextDouble());
#pragma warning restore CA5394
            if (wait is not { } pause)
            {
                throw ApiErrors.Explain(request, reply, site);
            }

            progress(Waiting(reply, pause));
            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
            waited += pause;
            if (reply.IsUnclear && await isDone(cancellationToken).ConfigureAwait(false))
            {
                return reply;
            }
        }
    }

    private async Task<ApiReply> TryAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(request.Timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        // A file that cannot be read is no failure of GitHub's: it is opened out here.
        using var message = MessageOf(request);
        try
        {
            using var response = await http.SendAsync(
                    message,
                    HttpCompletionOption.ResponseHeadersRead,
                    both.Token
                )
                .ConfigureAwait(false);
            return await ApiReply.ReadAsync(response, time.GetUtcNow(), both.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return ApiReply.None(exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            return ApiReply.None(
                new TimeoutException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"no answer within {request.Timeout.TotalSeconds:0} s"
                    ),
                    exception
                )
            );
        }
    }

    private HttpRequestMessage MessageOf(ApiRequest request)
    {
        var message = new HttpRequestMessage(request.Method, request.Url)
        {
            Content = request.Content?.Invoke(),
        };
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", site.Token.Reveal());
        message.Headers.Accept.ParseAdd("application/vnd.github+json");
        message.Headers.UserAgent.ParseAdd("Cake.Frosting.Release");
        message.Headers.Add("X-GitHub-Api-Version", Version);
        return message;
    }

    private T Read<T>(ApiReply reply, JsonTypeInfo<T> shape)
    {
        try
        {
            return JsonSerializer.Deserialize(reply.Body, shape)
                ?? throw new JsonException("The answer is null.");
        }
        catch (JsonException exception)
        {
            throw new ReleaseRefusedException(
                $"{site.Api} answered {reply.Status} with what is not the JSON that was asked for: {exception.Message}",
                "Look whether github/api is the address of the API and not of the web pages; an Enterprise server has it at /api/v3.",
                exception
            );
        }
    }

    private static string Waiting(ApiReply reply, TimeSpan pause) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Reason(reply)}; the next try is in {pause.TotalSeconds:0} s"
        );

    private static string Reason(ApiReply reply) =>
        reply.IsLimited ? "GitHub's rate limit is used up"
        : reply.IsEarly ? $"GitHub answered {reply.Status}, which can be too early an answer"
        : reply.Failure is { } failure ? $"GitHub does not answer: {failure.GetBaseException().Message}"
        : $"GitHub answered {reply.Status}";
}
