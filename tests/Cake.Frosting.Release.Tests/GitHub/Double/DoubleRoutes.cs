using System.Text.Json.Nodes;

namespace Cake.Frosting.Release.Tests.GitHub;

/// <summary>The endpoints, as GitHub documents them and as they behave where that is known to differ.</summary>
internal sealed class DoubleRoutes(DoubleState state, Uri root)
{
    public const string Repository = "/repos/example/shop";

    private readonly DoubleReleases releases = new(state, root);
    private readonly DoublePulls pulls = new(state, root);

    public DoubleAnswer Answer(DoubleRequest request)
    {
        var path = request.Path.Replace("/api/v3", "", StringComparison.Ordinal);
        if (path.StartsWith($"/uploads{Repository}/releases/", StringComparison.Ordinal))
        {
            return releases.Upload(long.Parse(path.Split('/')[^2]), request);
        }

        if (path != Repository && !path.StartsWith($"{Repository}/", StringComparison.Ordinal))
        {
            return DoubleAnswer.NotFound();
        }

        var parts = path[Repository.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (request.Method != "GET" && !state.CanPush)
        {
            return DoubleAnswer.Refused(403, "Resource not accessible by personal access token") with
            {
                Headers = new() { ["X-Accepted-GitHub-Permissions"] = "contents=write" },
            };
        }

        return (request.Method, parts) switch
        {
            ("GET", []) => Info(),
            ("GET", ["git", "ref", "tags", .. var tag]) => Tag(string.Join('/', tag)),
            ("GET", ["commits", var commit, "status"]) => Page(
                request,
                state.Statuses.GetValueOrDefault(commit),
                "statuses"
            ),
            ("GET", ["commits", var commit, "check-runs"]) => Page(
                request,
                state.Runs.GetValueOrDefault(commit),
                "check_runs"
            ),
            (_, ["pulls", ..]) => pulls.Answer(request, parts[1..]),
            (_, ["releases", ..]) => releases.Answer(request, parts[1..]),
            ("GET", ["deployments"]) => Deployments(request),
            ("POST", ["deployments"]) => Deploy(request.Json),
            ("GET", ["deployments", var id, "statuses"]) => DoubleAnswer.Ok(
                new JsonArray([.. Find(id).States.AsEnumerable().Reverse().Take(1).Select(StatusOf)])
            ),
            ("POST", ["deployments", var id, "statuses"]) => SetState(Find(id), request.Json),
            _ => DoubleAnswer.NotFound(),
        };
    }

    /// <summary>What an upload leaves that broke off: an asset without content, in the state starter.</summary>
    public void BreakOff(DoubleRequest request) =>
        state
            .Releases.Single(each => each.Id == long.Parse(request.Path.Split('/')[^2]))
            .Assets.Add(new DoubleAsset(state.NextId(), request.Query["name"]!, "starter", []));

    private DoubleAnswer Info() =>
        DoubleAnswer.Ok(
            new JsonObject
            {
                ["full_name"] = "example/shop",
                ["archived"] = state.Archived,
                ["permissions"] = new JsonObject { ["push"] = state.CanPush, ["pull"] = true },
            }
        );

    private DoubleAnswer Tag(string tag) =>
        state.HasTag(tag)
            ? DoubleAnswer.Ok(new JsonObject { ["ref"] = $"refs/tags/{tag}" })
            : DoubleAnswer.NotFound();

    private static DoubleAnswer Page(DoubleRequest request, JsonArray? all, string name)
    {
        if (all is null)
        {
            return DoubleAnswer.Refused(422, "No commit found for SHA");
        }

        var (page, link) = Paging.Take(request, [.. all.Select(each => each!.DeepClone())]);
        return DoubleAnswer.Ok(new JsonObject { [name] = new JsonArray([.. page]) }) with { Headers = link };
    }

    private DoubleAnswer Deployments(DoubleRequest request) =>
        DoubleAnswer.Ok(
            new JsonArray([
                .. state
                    .Deployments.Where(each =>
                        each.Ref == request.Query["ref"] && each.Environment == request.Query["environment"]
                    )
                    .Select(JsonOf),
            ])
        );

    private DoubleAnswer Deploy(JsonObject body)
    {
        if (
            body["auto_merge"]?.GetValue<bool>() != false
            || body["required_contexts"] is not JsonArray { Count: 0 }
        )
        {
            return DoubleAnswer.Refused(409, "Conflict: Commit status checks failed for the ref.");
        }

        var made = new DoubleDeployment(
            state.NextId(),
            (string)body["ref"]!,
            (string)body["environment"]!,
            body["payload"]!.DeepClone()
        );
        state.Deployments.Add(made);
        return DoubleAnswer.Created(JsonOf(made));
    }

    private static DoubleAnswer SetState(DoubleDeployment deployment, JsonObject body)
    {
        deployment.States.Add((string)body["state"]!);
        return DoubleAnswer.Created(StatusOf(deployment.States[^1]));
    }

    private DoubleDeployment Find(string id) => state.Deployments.Single(each => each.Id == long.Parse(id));

    private static JsonNode StatusOf(string state) => new JsonObject { ["state"] = state };

    private static JsonNode JsonOf(DoubleDeployment deployment) =>
        new JsonObject { ["id"] = deployment.Id, ["payload"] = deployment.Payload.DeepClone() };
}

/// <summary>Lists come in pages of 30, or up to 100 where that is asked for.</summary>
internal static class Paging
{
    public static (IEnumerable<JsonNode> Page, Dictionary<string, string> Link) Take(
        DoubleRequest request,
        IReadOnlyList<JsonNode> all
    )
    {
        var size = Math.Min(int.Parse(request.Query["per_page"] ?? "30"), 100);
        var number = int.Parse(request.Query["page"] ?? "1");
        var link = new Dictionary<string, string>();
        if (number * size < all.Count)
        {
            var last = (all.Count + size - 1) / size;
            var others = request
                .Query.AllKeys.OfType<string>()
                .Where(name => name is not ("page" or "per_page"))
                .Select(name => $"{name}={Uri.EscapeDataString(request.Query[name]!)}&");
            var url = $"{request.Root}{request.Path}?{string.Concat(others)}per_page={size}&page=";
            link["Link"] = $"<{url}{number + 1}>; rel=\"next\", <{url}{last}>; rel=\"last\"";
        }

        return (all.Skip((number - 1) * size).Take(size), link);
    }
}
