using System.Text.Json.Nodes;

namespace Cake.Frosting.Release.Tests.GitHub;

/// <summary>The endpoints of pull requests.</summary>
internal sealed class DoublePulls(DoubleState state, Uri root)
{
    public DoubleAnswer Answer(DoubleRequest request, string[] parts) =>
        (request.Method, parts) switch
        {
            ("GET", []) => List(request),
            ("POST", []) => Open(request.Json),
            ("GET", [var number])
                when state.Pulls.Find(each => each.Number == long.Parse(number)) is { } pull =>
                DoubleAnswer.Ok(JsonOf(pull)),
            _ => DoubleAnswer.NotFound(),
        };

    private DoubleAnswer List(DoubleRequest request)
    {
        var (head, into) = (request.Query["head"], request.Query["base"]);
        var found = state
            .Pulls.Where(each =>
                (request.Query["state"] == "all" || each.IsOpen == (request.Query["state"] != "closed"))
                && (head is null || head == $"example:{each.Head}")
                && (into is null || into == each.Into)
            )
            .Reverse();
        if (state.PullListsBehind > 0)
        {
            state.PullListsBehind--;
            found = found.Skip(1);
        }

        var (page, link) = Paging.Take(request, [.. found.Select(JsonOf)]);
        return DoubleAnswer.Ok(new JsonArray([.. page])) with { Headers = link };
    }

    private DoubleAnswer Open(JsonObject body)
    {
        var before = state.BeforeOpening;
        state.BeforeOpening = null;
        before?.Invoke();
        var (head, into) = ((string)body["head"]!, (string)body["base"]!);
        if (state.PushedBranch(head) is not { } sha || state.BranchesBehind-- > 0)
        {
            return DoubleAnswer.Invalid("PullRequest", "head", "invalid");
        }

        if (state.Pulls.Exists(each => each.IsOpen && each.Head == head && each.Into == into))
        {
            return Custom($"A pull request already exists for example:{head}.");
        }

        if (!state.HasMore(head, into))
        {
            return Custom($"No commits between {into} and {head}");
        }

        var pull = new DoublePull(state.NextId(), (string)body["title"]!, head, into, sha)
        {
            Body = (string?)body["body"] ?? "",
        };
        state.Pulls.Add(pull);
        return DoubleAnswer.Created(JsonOf(pull));
    }

    private static DoubleAnswer Custom(string message) =>
        new(
            422,
            new JsonObject
            {
                ["message"] = "Validation Failed",
                ["errors"] = new JsonArray(
                    new JsonObject
                    {
                        ["resource"] = "PullRequest",
                        ["code"] = "custom",
                        ["message"] = message,
                    }
                ),
            }.ToJsonString()
        );

    private JsonNode JsonOf(DoublePull pull)
    {
        // An open one follows its branch.
        pull.Sha = pull.IsOpen ? state.PushedBranch(pull.Head) ?? pull.Sha : pull.Sha;
        return new JsonObject
        {
            ["number"] = pull.Number,
            ["title"] = pull.Title,
            ["state"] = pull.IsOpen ? "open" : "closed",
            ["merged_at"] = pull.IsMerged ? "2026-11-21T10:00:00Z" : null,
            ["html_url"] = $"{root}example/shop/pull/{pull.Number}",
            ["user"] = pull.Author is null ? null : new JsonObject { ["login"] = pull.Author },
            ["labels"] = new JsonArray([.. pull.Labels.Select(label => new JsonObject { ["name"] = label })]),
            ["head"] = new JsonObject { ["ref"] = pull.Head, ["sha"] = pull.Sha },
        };
    }
}
