using System.Globalization;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.GitHub;

/// <summary>What a deployment on GitHub says of itself.</summary>
/// <param name="Tag">What is deployed.</param>
/// <param name="Environment">Where to.</param>
/// <param name="Url">Where the service is; <c>null</c> where that is not told.</param>
internal sealed record DeploymentOptions(string Tag, string Environment, Uri? Url);

/// <summary>
/// Shows the release as a deployment: in progress before the service stops, success once it is live, failure or
/// inactive on the way back. It is a sign on the door: no release waits for it or fails with it.
/// </summary>
/// <param name="access">The way to the repository.</param>
/// <param name="options">What the deployment says of itself.</param>
internal sealed class DeploymentSteps(GitHubAccess access, DeploymentOptions options)
{
    /// <summary>The id of the step that begins it.</summary>
    public const string BeginId = "backup/github-deployment";

    /// <summary>The id of the step that ends it.</summary>
    public const string EndId = "announce/github-deployment";

    private const string DeploymentFact = "deployment";

    /// <summary>The step <c>backup/github-deployment</c>. GitHub is not asked between it and the end of Verify: the service is down then.</summary>
    public Step Begin() =>
        new()
        {
            Id = BeginId,
            Stage = Stage.Backup,
            Title = $"Show the deployment to {options.Environment} on {access.Host} as in progress",
            Instructions =
            [
                access.Instruct(
                    HttpMethod.Post,
                    "/deployments",
                    [
                        "api",
                        "repos/{owner}/{repo}/deployments",
                        "-f",
                        $"ref={options.Tag}",
                        "-f",
                        $"environment={options.Environment}",
                    ]
                ),
                StateInstruction(DeploymentsApi.Begun),
            ],
            WarnOnly = true,
            Act = (context, token) => SetAsync(context, DeploymentsApi.Begun, token),
            Undo = new Undo
            {
                Title =
                    $"Show the deployment to {options.Environment} on {access.Host} as failed, or as inactive",
                Instructions = [StateInstruction("failure")],
                Act = async (context, token) =>
                {
                    var api = await access.OpenAsync(context, token).ConfigureAwait(false);
                    if (await FindAsync(api, context, token).ConfigureAwait(false) is { } id)
                    {
                        await SetAsync(api, id, context, context.WentLive ? "inactive" : "failure", token)
                            .ConfigureAwait(false);
                    }
                },
            },
        };

    /// <summary>The step <c>announce/github-deployment</c>.</summary>
    public Step End() =>
        new()
        {
            Id = EndId,
            Stage = Stage.Announce,
            Title = $"Show the deployment to {options.Environment} on {access.Host} as a success",
            Instructions = [StateInstruction("success")],
            After = [],
            WarnOnly = true,
            Act = (context, token) => SetAsync(context, "success", token),
        };

    private Instruction StateInstruction(string state) =>
        access.Instruct(
            HttpMethod.Post,
            "/deployments/‹deployment›/statuses",
            ["api", "repos/{owner}/{repo}/deployments/‹deployment›/statuses", "-f", $"state={state}"]
        );

    private async Task SetAsync(StepContext context, string state, CancellationToken cancellationToken)
    {
        var api = await access.OpenAsync(context, cancellationToken).ConfigureAwait(false);
        var id =
            await FindAsync(api, context, cancellationToken).ConfigureAwait(false)
            ?? await CreateAsync(api, context, cancellationToken).ConfigureAwait(false);
        await SetAsync(api, id, context, state, cancellationToken).ConfigureAwait(false);
    }

    private async Task<long?> FindAsync(
        RepositoryApi api,
        StepContext context,
        CancellationToken cancellationToken
    ) =>
        context.Facts.Find(BeginId, DeploymentFact) is { } known
            ? long.Parse(known, CultureInfo.InvariantCulture)
            : (
                await api
                    .Deployments.FindAsync(
                        options.Tag,
                        options.Environment,
                        context.Release.Id,
                        cancellationToken
                    )
                    .ConfigureAwait(false)
            )?.Id;

    private async Task<long> CreateAsync(
        RepositoryApi api,
        StepContext context,
        CancellationToken cancellationToken
    )
    {
        context.Issue(access.Request(HttpMethod.Post, api, "/deployments"));
        var deployment = new NewDeployment(
            options.Tag,
            options.Environment,
            $"{context.Release.Project} {context.Release.Version}",
            new DeploymentPayload(context.Release.Id),
            // Preflight has asked CI; and GitHub is not to merge anything.
            AutoMerge: false,
            RequiredContexts: []
        );
        var made = await api.Deployments.CreateAsync(deployment, cancellationToken).ConfigureAwait(false);
        context.Facts.Record(BeginId, DeploymentFact, made.Id.ToString(CultureInfo.InvariantCulture));
        return made.Id;
    }

    private async Task SetAsync(
        RepositoryApi api,
        long id,
        StepContext context,
        string state,
        CancellationToken cancellationToken
    )
    {
        context.Issue(access.Request(HttpMethod.Post, api, $"/deployments/{id}/statuses"));
        await api
            .Deployments.SetStateAsync(
                id,
                new NewDeploymentStatus(
                    state,
                    $"{context.Release.Version}: release {context.Release.Id}",
                    options.Url
                ),
                cancellationToken
            )
            .ConfigureAwait(false);
    }
}
