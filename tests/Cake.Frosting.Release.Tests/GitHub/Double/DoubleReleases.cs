using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Cake.Frosting.Release.Tests.GitHub;

/// <summary>The endpoints of releases and assets.</summary>
internal sealed partial class DoubleReleases(DoubleState state, Uri root)
{
    public DoubleAnswer Answer(DoubleRequest request, string[] parts) =>
        (request.Method, parts) switch
        {
            ("GET", []) => List(request),
            ("POST", []) => Create(request.Json),
            ("DELETE", ["assets", var id]) => DeleteAsset(long.Parse(id)),
            (_, [var id, ..]) when state.Releases.Find(each => each.Id == long.Parse(id)) is { } release =>
                Answer(request, release, parts[1..]),
            _ => DoubleAnswer.NotFound(),
        };

    public DoubleAnswer Upload(long id, DoubleRequest request)
    {
        var release = state.Releases.Find(each => each.Id == id);
        var name = Special().Replace(request.Query["name"] ?? "", ".").Trim('.');
        if (release is null)
        {
            return DoubleAnswer.NotFound();
        }

        if (release.Immutable)
        {
            return DoubleAnswer.Refused(422, "Cannot upload assets to an immutable release.");
        }

        // The remains of an upload that broke off have the name, too.
        if (release.Assets.Exists(asset => asset.Name == name))
        {
            return DoubleAnswer.Invalid("ReleaseAsset", "name", "already_exists");
        }

        var made = new DoubleAsset(state.NextId(), name, "uploaded", request.Body);
        release.Assets.Add(made);
        return DoubleAnswer.Created(JsonOf(made));
    }

    private DoubleAnswer Answer(DoubleRequest request, DoubleRelease release, string[] parts)
    {
        switch (request.Method, parts)
        {
            case ("GET", []):
                return DoubleAnswer.Ok(JsonOf(release));
            case ("PATCH", []):
                return Change(release, request.Json);
            case ("DELETE", []):
                state.Releases.Remove(release);
                return new DoubleAnswer(204);
            case ("GET", ["assets"]):
                var (page, link) = Paging.Take(request, [.. release.Assets.Select(JsonOf)]);
                return DoubleAnswer.Ok(new JsonArray([.. page])) with { Headers = link };
            default:
                return DoubleAnswer.NotFound();
        }
    }

    private DoubleAnswer List(DoubleRequest request)
    {
        var visible = state.Releases.Where(each => !each.Draft || state.CanPush).Reverse();
        if (state.ListsBehind > 0)
        {
            state.ListsBehind--;
            visible = visible.Skip(1);
        }

        var (page, link) = Paging.Take(request, [.. visible.Select(JsonOf)]);
        return DoubleAnswer.Ok(new JsonArray([.. page])) with { Headers = link };
    }

    private DoubleAnswer Create(JsonObject body)
    {
        if (body["tag_name"] is null)
        {
            return DoubleAnswer.Invalid("Release", "tag_name", "missing_field");
        }

        var tag = (string)body["tag_name"]!;
        var draft = body["draft"]?.GetValue<bool>() == true;
        // Any number of drafts can have one tag; of published releases only one.
        if (!draft && IsPublished(tag))
        {
            return DoubleAnswer.Invalid("Release", "tag_name", "already_exists");
        }

        var release = state.Add(tag, draft: true);
        if (body["generate_release_notes"]?.GetValue<bool>() == true)
        {
            body["body"] = $"{body["body"]}\n\n## What's Changed\n* All of it by @ann in #1";
        }

        var answer = Change(release, body);
        return answer with { Status = answer.Status == 200 ? 201 : answer.Status };
    }

    private DoubleAnswer Change(DoubleRelease release, JsonObject body)
    {
        var draft = body["draft"]?.GetValue<bool>() ?? release.Draft;
        if (release.Immutable && body["tag_name"] is not null)
        {
            return DoubleAnswer.Refused(422, "tag_name cannot be changed on an immutable release.");
        }

        if (release.Draft && !draft && IsPublished(release.TagName))
        {
            return DoubleAnswer.Invalid("Release", "tag_name", "already_exists");
        }

        release.Name = (string?)body["name"] ?? release.Name;
        release.Body = (string?)body["body"] ?? release.Body;
        release.Prerelease = body["prerelease"]?.GetValue<bool>() ?? release.Prerelease;
        release.MakeLatest = (string?)body["make_latest"] ?? release.MakeLatest;
        if (release.Draft && !draft)
        {
            Publish(release);
        }

        return DoubleAnswer.Ok(JsonOf(release));
    }

    private void Publish(DoubleRelease release)
    {
        release.Draft = false;
        release.Immutable = state.MakesImmutable;
        release.PublishedAssets = [.. release.Assets.Select(asset => $"{asset.Name}:{asset.State}")];
        if (!state.HasTag(release.TagName))
        {
            state.Tags.Add(release.TagName);
            state.TagsByPublishing.Add(release.TagName);
        }
    }

    private DoubleAnswer DeleteAsset(long id)
    {
        var release = state.Releases.Find(each => each.Assets.Exists(asset => asset.Id == id));
        if (release is null)
        {
            return DoubleAnswer.NotFound();
        }

        if (release.Immutable)
        {
            return DoubleAnswer.Refused(422, "Cannot delete assets of an immutable release.");
        }

        release.Assets.RemoveAll(asset => asset.Id == id);
        return new DoubleAnswer(204);
    }

    private bool IsPublished(string tag) => state.Releases.Exists(each => each.TagName == tag && !each.Draft);

    private JsonNode JsonOf(DoubleRelease release) =>
        new JsonObject
        {
            ["id"] = release.Id,
            ["tag_name"] = release.TagName,
            ["name"] = release.Name,
            ["body"] = release.Body,
            ["draft"] = release.Draft,
            ["prerelease"] = release.Prerelease,
            ["immutable"] = release.Immutable,
            // A draft has an address of its own as long as it is one.
            ["html_url"] =
                $"{root}example/shop/releases/tag/{(release.Draft ? $"untagged-{release.Id}" : release.TagName)}",
            ["upload_url"] =
                $"{state.UploadRoot ?? root}uploads{DoubleRoutes.Repository}/releases/{release.Id}/assets{{?name,label}}",
        };

    private JsonNode JsonOf(DoubleAsset asset) =>
        new JsonObject
        {
            ["id"] = asset.Id,
            ["name"] = asset.Name,
            ["state"] = asset.State,
            ["size"] = asset.Content.Length,
            ["digest"] =
                state.HasDigests && asset.State == "uploaded"
                    ? $"sha256:{Convert.ToHexStringLower(SHA256.HashData(asset.Content))}"
                    : null,
        };

    [GeneratedRegex("[^A-Za-z0-9._-]")]
    private static partial Regex Special();
}
