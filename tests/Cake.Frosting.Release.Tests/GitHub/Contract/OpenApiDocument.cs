using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json.Nodes;

namespace Cake.Frosting.Release.Tests.GitHub;

/// <summary>GitHub's own description of its API, cut down to the paths that the client uses.</summary>
internal sealed class OpenApiDocument
{
    private const string Entry = "package/generated/api.github.com.json";

    private static readonly string[] Paths =
    [
        "/repos/{owner}/{repo}",
        "/repos/{owner}/{repo}/git/ref/{ref}",
        "/repos/{owner}/{repo}/commits/{ref}/status",
        "/repos/{owner}/{repo}/commits/{ref}/check-runs",
        "/repos/{owner}/{repo}/releases",
        "/repos/{owner}/{repo}/releases/{release_id}",
        "/repos/{owner}/{repo}/releases/{release_id}/assets",
        "/repos/{owner}/{repo}/releases/assets/{asset_id}",
        "/repos/{owner}/{repo}/pulls",
        "/repos/{owner}/{repo}/pulls/{pull_number}",
        "/repos/{owner}/{repo}/deployments",
        "/repos/{owner}/{repo}/deployments/{deployment_id}/statuses",
    ];

    private readonly JsonObject root;

    private OpenApiDocument(JsonObject root) => this.root = root;

    /// <summary>Reads the document out of the package's archive.</summary>
    public static OpenApiDocument Read(string archive)
    {
        using var file = new GZipStream(File.OpenRead(archive), CompressionMode.Decompress);
        using var tar = new TarReader(file);
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.Name == Entry)
            {
                return Trim(JsonNode.Parse(entry.DataStream!)!.AsObject());
            }
        }

        throw new InvalidDataException($"{archive} has no {Entry}.");
    }

    public override string ToString() => root.ToJsonString();

    /// <summary>What a request has that the document does not know: prism lets that pass.</summary>
    public IEnumerable<string> UnknownIn(
        string method,
        string path,
        IEnumerable<string> query,
        JsonObject? body
    )
    {
        var template = Paths.SingleOrDefault(each => Fits(each, path));
        if (
            template is null
            || root["paths"]![template]![method.ToLowerInvariant()] is not JsonObject operation
        )
        {
            return [$"{method} {path}"];
        }

        var parameters = (operation["parameters"] as JsonArray ?? [])
            .Select(each => Resolve(each!))
            .Where(each => (string?)each["in"] == "query")
            .Select(each => (string)each["name"]!);
        var properties =
            operation["requestBody"]?["content"]?["application/json"]?["schema"]?["properties"] as JsonObject;
        return
        [
            .. query.Except(parameters).Select(name => $"{method} {template}?{name}"),
            .. (body ?? [])
                .Select(each => each.Key)
                .Except((properties ?? []).Select(each => each.Key))
                .Select(name => $"{method} {template}: {name}"),
        ];
    }

    private static bool Fits(string template, string path)
    {
        var (wanted, given) = (template.Split('/'), path.Split('/'));
        return wanted.Length == given.Length
            && wanted.Zip(given).All(pair => pair.First.StartsWith('{') || pair.First == pair.Second)
            // Of two templates that fit, the one that says more is meant.
            && (given.Length < 6 || given[5] != "assets" || wanted[5] == "assets");
    }

    private JsonNode Resolve(JsonNode node) =>
        (string?)node["$ref"] is { } reference
            ? reference[2..].Split('/').Aggregate((JsonNode)root, (at, name) => at[name]!)
            : node;

    private static OpenApiDocument Trim(JsonObject whole)
    {
        var trimmed = new JsonObject
        {
            ["openapi"] = whole["openapi"]!.DeepClone(),
            ["info"] = whole["info"]!.DeepClone(),
            ["paths"] = new JsonObject(),
            ["components"] = new JsonObject(),
        };
        foreach (var path in Paths)
        {
            trimmed["paths"]![path] = whole["paths"]![path]!.DeepClone();
        }

        foreach (var operation in trimmed["paths"]!.AsObject().SelectMany(each => each.Value!.AsObject()))
        {
            // Everything is served from one address here, uploads included.
            (operation.Value as JsonObject)?.Remove("servers");
        }

        var waiting = new Stack<JsonNode>([trimmed["paths"]!]);
        while (waiting.TryPop(out var node))
        {
            foreach (var reference in References(node).Distinct())
            {
                var (kind, name) = (reference.Split('/')[2], reference.Split('/')[3]);
                var kinds = trimmed["components"]!.AsObject();
                kinds[kind] ??= new JsonObject();
                if (kinds[kind]![name] is null)
                {
                    kinds[kind]![name] = whole["components"]![kind]![name]!.DeepClone();
                    waiting.Push(kinds[kind]![name]!);
                }
            }
        }

        return new OpenApiDocument(trimmed);
    }

    private static IEnumerable<string> References(JsonNode? node) =>
        node switch
        {
            JsonObject map when map["$ref"] is JsonValue reference => [(string)reference!],
            JsonObject map => map.SelectMany(each => References(each.Value)),
            JsonArray list => list.SelectMany(References),
            _ => [],
        };
}
