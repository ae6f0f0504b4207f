using System.Text.Json.Nodes;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Composing;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Platforms.Processes;
using Cake.Frosting.Release.Running;
using Cake.Frosting.Release.Steps;
using Cake.Frosting.Release.Tests.Files;
using Cake.Frosting.Release.Tests.Git;
using Cake.Frosting.Release.Tests.GitHub;
using Cake.Frosting.Release.Tests.Running;

namespace Cake.Frosting.Release.Tests.Composing;

/// <summary>A project without services: a real repository, a real remote, a journal, and a double of GitHub.</summary>
internal sealed class GitHubWorld : IDisposable
{
    private readonly TemporaryDirectory state = new();
    private readonly HttpClient client = new();

    public GitHubWorld()
    {
        var head = Sandbox.Git("rev-parse", "HEAD");
        GitHub.State.Tags.Clear();
        GitHub.State.PushedTags = () => Sandbox.GitIn(Sandbox.Remote, "tag").Split('\n');
        GitHub.State.Statuses[head] = [new JsonObject { ["context"] = "ci", ["state"] = "success" }];
        GitHub.State.Runs[head] = [];
    }

    public GitSandbox Sandbox { get; } = GitSandbox.Create();

    public GitHubDouble GitHub { get; } = new();

    public Bench Bench { get; } = new();

    public IReadOnlyList<Step> Compose(string more = "", string? repository = "example/shop") =>
        Steps(
            $$"""
            project: shop
            git: { directory: {{Sandbox.Work}} }
            changelog: { file: {{Sandbox.Work}}/CHANGELOG.md }
            fetch: [[sh, -c, "echo 1 > {{state.Path}}/shop-{version}.txt"]]
            github:
              {{(repository is null ? "" : $"repository: {repository}")}}
              api: {{GitHub.Api}}
              token: secret:GITHUB_TOKEN
              assets: ["shop-{version}.*"]
              deployment: {}
            {{more}}
            """
        );

    public IReadOnlyList<Step> Steps(string yaml)
    {
        var configuration = ConfigurationLoader.Parse(
            yaml,
            "release.yml",
            state.Path,
            new LoadOptions { Environment = name => name == "GITHUB_TOKEN" ? GitHubDouble.Token : null }
        );
        var rooms = new Rooms(
            configuration,
            new ProcessPlatform(configuration, client),
            Sandbox.Repository,
            new Dictionary<string, DatabaseRoom>(),
            new ThisMachine(),
            client,
            Sandbox.Runner,
            TimeProvider.System
        );
        return PlanComposer.Compose(rooms, Running.Bench.Release, []).Steps;
    }

    /// <summary>A new run of the tool over all stages.</summary>
    public Task RunAsync(IReadOnlyList<Step> steps) => RunAsync(Bench.Open([.. steps]));

    public static async Task RunAsync(ReleaseRunner runner)
    {
        foreach (var stage in Enum.GetValues<Stage>())
        {
            await runner.RunStageAsync(stage, default);
        }
    }

    public void Dispose()
    {
        Bench.Dispose();
        client.Dispose();
        state.Dispose();
        GitHub.Dispose();
        Sandbox.Dispose();
    }
}
