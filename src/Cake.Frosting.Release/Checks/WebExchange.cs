namespace Cake.Frosting.Release.Checks;

/// <summary>A request whose answer is read within the client's timeout, and what is said where there is none.</summary>
internal static class WebExchange
{
    /// <summary>Sends a request, and reads the answer or says why there is none.</summary>
    /// <param name="client">Sends the request; its timeout is for headers and body together.</param>
    /// <param name="request">The request.</param>
    /// <param name="read">Reads the answer.</param>
    /// <param name="otherwise">Makes of a problem, a clause, what is returned instead.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    public static async Task<T> AskAsync<T>(
        HttpClient client,
        HttpRequestMessage request,
        Func<HttpResponseMessage, CancellationToken, Task<T>> read,
        Func<string, T> otherwise,
        CancellationToken cancellationToken
    )
    {
        // A redirect that is followed changes the request.
        var address = request.RequestUri;
        try
        {
            // The client's own timeout ends with the headers.
            using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            timer.CancelAfter(client.Timeout);
            using var response = await client
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timer.Token)
                .ConfigureAwait(false);
            return await read(response, timer.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return otherwise($"{address} does not answer: {exception.GetBaseException().Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return otherwise($"{address} did not answer within {client.Timeout.TotalSeconds:0.#} s");
        }
    }
}
