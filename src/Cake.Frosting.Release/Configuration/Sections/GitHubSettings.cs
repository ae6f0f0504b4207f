using Cake.Frosting.Release.Commands;

namespace Cake.Frosting.Release.Configuration;

/// <summary>The release on GitHub, or on a GitHub Enterprise server.</summary>
[Section("The release on GitHub: drafted before the service stops, published once the release is live.")]
public sealed record GitHubSettings
{
    /// <summary>The repository.</summary>
    [Setting(
        "The repository, as owner/name; without it, the one that git/remote leads to.",
        Example = "example/shop",
        Pattern = "^[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+$",
        Hint = "written as owner/name"
    )]
    public string? Repository { get; init; }

    /// <summary>The address of the API.</summary>
    [Setting(
        "The address of the API; an Enterprise server has it at /api/v3.",
        Example = "https://github.example.org/api/v3"
    )]
    public Uri Api { get; init; } = new("https://api.github.com");

    /// <summary>The address that assets are uploaded to.</summary>
    [Setting(
        "The address that assets are uploaded to; without it, the one that GitHub names.",
        Example = "https://github.example.org/api/uploads"
    )]
    public Uri? Uploads { get; init; }

    /// <summary>What the tool proves its identity with.</summary>
    [Setting(
        "The token that requests are made with; without it, everything on GitHub is skipped.",
        Example = "secret:GITHUB_TOKEN"
    )]
    public Secret? Token { get; init; }

    /// <summary>The title of the release.</summary>
    [Setting("The title of the release.", Example = "\"Shop {version}\"", Placeholders = true)]
    public string Title { get; init; } = "{project} {version}";

    /// <summary>Where the text of the release comes from.</summary>
    [Setting("Where the text of the release comes from.", Example = "generated")]
    public GitHubNotes Notes { get; init; } = GitHubNotes.Changelog;

    /// <summary>The files that are attached.</summary>
    [Setting(
        "Globs of the files that are attached, relative to release.yml; each must match a file.",
        Example = "[\"dist/shop-{version}.tar.gz\"]",
        Placeholders = true
    )]
    public IReadOnlyList<string> Assets { get; init; } = [];

    /// <summary>Whether the draft is published.</summary>
    [Setting(
        "Whether the draft is published once the release is live; otherwise it waits for a person.",
        Example = "false"
    )]
    public bool Publish { get; init; } = true;

    /// <summary>Whether it is marked as a pre-release.</summary>
    [Setting("Whether it is marked as a pre-release.", Example = "never")]
    public GitHubMark Prerelease { get; init; }

    /// <summary>Whether it is marked as the latest release.</summary>
    [Setting("Whether it is marked as the latest release.", Example = "never")]
    public GitHubMark Latest { get; init; }

    /// <summary>What must have been found out about the commit.</summary>
    [Setting("What CI must have said about the commit before it is released.")]
    public GitHubChecks Checks { get; init; } = new();

    /// <summary>The deployment that is shown beside the repository.</summary>
    [Setting("The deployment that GitHub shows for the release; without it, none is made.")]
    public GitHubDeployment? Deployment { get; init; }
}
