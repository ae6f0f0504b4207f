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

    public List<DoublePull> Pulls { get; } = [];

    /// <summary>Where a branch is that came by git; <c>null</c> where there is none.</summary>
    public Func<string, string?> PushedBranch { get; set; } = _ => null;

    /// <summary>Whether the one branch has commits that the other has not.</summary>
    public Func<string, string, bool> HasMore { get; set; } = (_, _) => true;

    /// <summary>So many requests for a pull request come before this server has heard of the branch.</summary>
    public int BranchesBehind { get; set; }

    /// <summary>So many lists of pull requests are answered without the newest.</summary>
    public int PullListsBehind { get; set; }

    /// <summary>What somebody else does a moment before a pull request is opened.</summary>
    public Action? BeforeOpening { get; set; }

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

internal sealed class DoublePull(long number, string title, string head, string into, string sha)
{
    public long Number => number;

    public string Title => title;

    public string Head => head;

    public string Into => into;

    public string Sha { get; set; } = sha;

    public string Body { get; init; } = "";

    public string? Author { get; init; } = "ann";

    public IReadOnlyList<string> Labels { get; init; } = [];

    public bool IsOpen { get; set; } = true;

    public bool IsMerged { get; set; }
}
