using System.Text.Json.Nodes;
using System.Web;

namespace Cake.Frosting.Release.Tests.GitHub;

/// <summary>Notes what each request has that GitHub's document does not know, and how it was answered.</summary>
internal sealed class DocumentedHandler(OpenApiDocument document)
    : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    public List<string> Unknown { get; } = [];

    public List<string> Requests { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var isJson = request.Content?.Headers.ContentType?.MediaType == "application/json";
        var body = isJson
            ? JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!.AsObject()
            : null;
        var query = HttpUtility.ParseQueryString(request.RequestUri!.Query);
        Unknown.AddRange(
            document.UnknownIn(
                request.Method.Method,
                request.RequestUri.AbsolutePath,
                query.AllKeys.OfType<string>(),
                body
            )
        );
        var response = await base.SendAsync(request, cancellationToken);
        Requests.Add($"{request.Method} {(int)response.StatusCode}");
        // The document's example leads to the real GitHub.
        response.Headers.Remove("Link");
        return response;
    }
}
