using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cake.Frosting.Release.GitHub;

/// <summary>A repository as the API has it.</summary>
internal sealed record RepositoryInfo(string FullName, bool Archived, RepositoryPermissions? Permissions);

/// <summary>What the token's owner may do in a repository.</summary>
internal sealed record RepositoryPermissions(bool Push);

/// <summary>A ref as the API has it.</summary>
internal sealed record GitRef(string Ref);

/// <summary>The newest status of each context of a commit; a page of them.</summary>
internal sealed record CombinedStatus(IReadOnlyList<CommitStatus> Statuses);

/// <summary>A status: <c>success</c>, <c>pending</c>, <c>failure</c> or <c>error</c>.</summary>
internal sealed record CommitStatus(string Context, string State, string? TargetUrl);

/// <summary>The newest check runs of a commit; a page of them.</summary>
internal sealed record CheckRuns
{
    [JsonPropertyName("check_runs")]
    public required IReadOnlyList<CheckRun> Runs { get; init; }
}

/// <summary>A check run; it has a conclusion once its status is <c>completed</c>.</summary>
internal sealed record CheckRun(
    string Name,
    string Status,
    string? Conclusion,
    string? HtmlUrl,
    string? DetailsUrl
);

/// <summary>A deployment; its payload is what its maker gave it.</summary>
internal sealed record Deployment(long Id, JsonElement Payload);

/// <summary>What is asked for when a deployment is made.</summary>
internal sealed record NewDeployment(
    string Ref,
    string Environment,
    string Description,
    DeploymentPayload Payload,
    bool AutoMerge,
    IReadOnlyList<string> RequiredContexts
);

/// <summary>By what a deployment of ours is known again.</summary>
internal sealed record DeploymentPayload(string Release);

/// <summary>How a deployment stands: <c>in_progress</c>, <c>success</c>, <c>failure</c>, <c>inactive</c>, …</summary>
internal sealed record DeploymentStatus(string State);

/// <summary>What is asked for when a deployment changes its state.</summary>
internal sealed record NewDeploymentStatus(string State, string Description, Uri? EnvironmentUrl);

/// <summary>The body of an answer that refuses.</summary>
internal sealed record ApiErrorBody(string? Message, IReadOnlyList<JsonElement>? Errors);
