using System.Collections.Specialized;
using System.Net;
using System.Text.Json.Nodes;
using System.Web;

namespace Cake.Frosting.Release.Tests.GitHub;

/// <summary>A request to the double, read whole.</summary>
internal sealed record DoubleRequest(
    string Method,
    string Root,
    string Path,
    NameValueCollection Query,
    byte[] Body
)
{
    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();

    public static async Task<DoubleRequest> ReadAsync(HttpListenerRequest request)
    {
        using var body = new MemoryStream();
        await request.InputStream.CopyToAsync(body);
        var path = request.RawUrl!.Split('?')[0];
        return new DoubleRequest(
            request.HttpMethod,
            request.Url!.GetLeftPart(UriPartial.Authority),
            Uri.UnescapeDataString(path),
            HttpUtility.ParseQueryString(request.Url!.Query),
            body.ToArray()
        );
    }

    public override string ToString() => $"{Method} {Path}";
}
