namespace Cake.Frosting.Release.GitHub;

/// <summary>A release as the API has it; of drafts there can be several for one tag.</summary>
internal sealed record GitHubRelease
{
    public required long Id { get; init; }

    public required string TagName { get; init; }

    public string? Name { get; init; }

    public string? Body { get; init; }

    public required bool Draft { get; init; }

    public bool Prerelease { get; init; }

    /// <summary>Whether nothing of it can be changed any more, its assets included; only ever once it is published.</summary>
    public bool Immutable { get; init; }

    public required string HtmlUrl { get; init; }

    /// <summary>Where its assets go, as a URI template.</summary>
    public required string UploadUrl { get; init; }
}

/// <summary>What is asked for when a release is made or changed; what is <c>null</c> stays as it is.</summary>
internal sealed record ReleaseChange
{
    public string? TagName { get; init; }

    public string? Name { get; init; }

    public string? Body { get; init; }

    public bool? Draft { get; init; }

    public bool? Prerelease { get; init; }

    /// <summary><c>true</c>, <c>false</c>, or <c>legacy</c>: by date and version.</summary>
    public string? MakeLatest { get; init; }

    public bool? GenerateReleaseNotes { get; init; }
}

/// <summary>A file of a release as the API has it.</summary>
internal sealed record ReleaseAsset
{
    public required long Id { get; init; }

    /// <summary>Its name, in which GitHub has replaced some characters by dots.</summary>
    public required string Name { get; init; }

    /// <summary><c>uploaded</c>, or <c>starter</c> where the upload broke off.</summary>
    public required string State { get; init; }

    public required long Size { get; init; }

    /// <summary><c>sha256:…</c>; <c>null</c> where the server does not say.</summary>
    public string? Digest { get; init; }
}
