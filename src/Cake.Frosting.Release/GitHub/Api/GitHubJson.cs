using System.Text.Json.Serialization;

namespace Cake.Frosting.Release.GitHub;

/// <summary>How the API's values are written as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(ApiErrorBody))]
[JsonSerializable(typeof(RepositoryInfo))]
[JsonSerializable(typeof(GitRef))]
[JsonSerializable(typeof(GitHubRelease))]
[JsonSerializable(typeof(IReadOnlyList<GitHubRelease>))]
[JsonSerializable(typeof(ReleaseChange))]
[JsonSerializable(typeof(ReleaseAsset))]
[JsonSerializable(typeof(IReadOnlyList<ReleaseAsset>))]
[JsonSerializable(typeof(GitHubPullRequest))]
[JsonSerializable(typeof(IReadOnlyList<GitHubPullRequest>))]
[JsonSerializable(typeof(NewPullRequest))]
[JsonSerializable(typeof(CombinedStatus))]
[JsonSerializable(typeof(CheckRuns))]
[JsonSerializable(typeof(Deployment))]
[JsonSerializable(typeof(IReadOnlyList<Deployment>))]
[JsonSerializable(typeof(NewDeployment))]
[JsonSerializable(typeof(DeploymentStatus))]
[JsonSerializable(typeof(IReadOnlyList<DeploymentStatus>))]
[JsonSerializable(typeof(NewDeploymentStatus))]
internal sealed partial class GitHubJson : JsonSerializerContext;
