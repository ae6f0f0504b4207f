using System.Text.Json.Nodes;

namespace Cake.Frosting.Release.Tests.GitHub;

/// <summary>What the double's repository has.</summary>
internal sealed class DoubleState
{
    private long lastId;

    public bool CanPush { get; set; } = true;

    public bool Archived { get; set; }

    /// <summary>Whether releases become immutable when they are published.</summary>
    public bool MakesImmutable { get; set; }

    /// <summary>Whether assets tell their digest.</summary>
    public bool HasDigests { get; set; } = true;

    /// <summary>Where releases say that their assets go; <c>null</c> for the double itself.</summary>
    public Uri? UploadRoot { get; set; }

    /// <summary>So many lists are answered without the newest release.</summary>
    public int ListsBehind { get; set; }

    public HashSet<string> Tags { get; } = ["v1.4.0"];

    /// <summary>Tells of tags that come by git.</summary>
    public Func<IEnumerable<string>> PushedTags { get; set; } = () => [];

    /// <summary>Tags that a publication made because they were not there.</summary>
    public List<string> TagsByPublishing { get; } = [];

    public List<DoubleRelease> Releases { get; } = [];

    public Dictionary<string, JsonArray> Statuses { get; } = [];

    public Dictionary<string, JsonArray> Runs { get; } = [];

    public List<DoubleDeployment> Deployments { get; } = [];

    public bool HasTag(string tag) => Tags.Contains(tag) || PushedTags().Contains(tag);

    public long NextId() => ++lastId;

    public DoubleRelease Add(string tag, bool draft, string body = "")
    {
        var release = new DoubleRelease(NextId())
        {
            TagName = tag,
            Draft = draft,
            Body = body,
        };
        Releases.Add(release);
        return release;
    }
}

internal sealed class DoubleRelease(long id)
{
    public long Id => id;

    public required string TagName { get; set; }

    public string? Name { get; set; }

    public string? Body { get; set; }

    public bool Draft { get; set; }

    public bool Prerelease { get; set; }

    public bool Immutable { get; set; }

    public string MakeLatest { get; set; } = "true";

    public List<DoubleAsset> Assets { get; } = [];

    /// <summary>The assets as they were when it was published.</summary>
    public IReadOnlyList<string> PublishedAssets { get; set; } = [];
}

internal sealed record DoubleAsset(long Id, string Name, string State, byte[] Content);

internal sealed record DoubleDeployment(long Id, string Ref, string Environment, JsonNode Payload)
{
    public List<string> States { get; } = [];
}
