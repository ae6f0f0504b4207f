namespace Cake.Frosting.Release.GitHub;

/// <summary>A pull request as the API has it.</summary>
internal sealed record GitHubPullRequest
{
    public required long Number { get; init; }

    public required string Title { get; init; }

    /// <summary><c>open</c> or <c>closed</c>; a merged one is closed, too.</summary>
    public required string State { get; init; }

    /// <summary>When it was merged; <c>null</c> where it was not.</summary>
    public DateTimeOffset? MergedAt { get; init; }

    public required string HtmlUrl { get; init; }

    /// <summary>Who opened it; <c>null</c> where the account is gone.</summary>
    public GitHubUser? User { get; init; }

    public required IReadOnlyList<GitHubLabel> Labels { get; init; }

    public required GitHubBranch Head { get; init; }
}

/// <summary>An account as the API has it.</summary>
internal sealed record GitHubUser(string Login);

/// <summary>A label as the API has it.</summary>
internal sealed record GitHubLabel(string Name);

/// <summary>A side of a pull request: for one that is closed, the commit that it was at then.</summary>
internal sealed record GitHubBranch(string Ref, string Sha);

/// <summary>What is asked for when a pull request is opened.</summary>
internal sealed record NewPullRequest(string Title, string Head, string Base, string Body);
