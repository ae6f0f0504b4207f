namespace Cake.Frosting.Release.GitHub;

/// <summary>What the release on GitHub is to be.</summary>
internal sealed record GitHubReleaseOptions
{
    /// <summary>The tag, for example <c>v1.4.0</c>.</summary>
    public required string Tag { get; init; }

    /// <summary>The title.</summary>
    public required string Title { get; init; }

    /// <summary>Reads the text, as Markdown; it is there once the changelog is edited.</summary>
    public Func<string> Notes { get; init; } = () => "";

    /// <summary>Whether GitHub adds its own list of merged pull requests.</summary>
    public bool GenerateNotes { get; init; }

    /// <summary>Whether it is marked as a pre-release.</summary>
    public bool Prerelease { get; init; }

    /// <summary><c>true</c>, <c>false</c>, or <c>legacy</c>: by date and version.</summary>
    public string Latest { get; init; } = "legacy";

    /// <summary>Globs of the files that are attached, relative to <see cref="Directory"/>; each must match one.</summary>
    public IReadOnlyList<string> Assets { get; init; } = [];

    /// <summary>The directory that the globs are relative to.</summary>
    public string Directory { get; init; } = "";

    /// <summary>Why the draft is not published, as a clause for the plan; <c>null</c> where it is.</summary>
    public string? PublishDisabled { get; init; }
}
