using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.GitHub;
using Cake.Frosting.Release.Tests.Files;

namespace Cake.Frosting.Release.Tests.GitHub;

/// <summary>Every request of the client fits GitHub's own description of its API, and every answer is understood.</summary>
public sealed class ContractTests : IDisposable
{
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";

    private static readonly GitHubRelease Release = new()
    {
        Id = 1,
        TagName = "v1.4.0",
        Draft = true,
        HtmlUrl = "",
        UploadUrl = "",
    };

    private static readonly ReleaseChange Change = new()
    {
        TagName = "v1.4.0",
        Name = "shop 1.4.0",
        Body = "### Added",
        Draft = true,
        Prerelease = false,
        MakeLatest = "legacy",
        GenerateReleaseNotes = true,
    };

    private PrismServer? prism;
    private DocumentedHandler? handler;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        try
        {
            prism = await PrismServer.StartAsync();
        }
        catch (ReleaseRefusedException exception)
        {
            if (Environment.GetEnvironmentVariable("CI") == "true")
            {
                Assert.Fail(exception.Message);
            }

            Assert.Ignore(exception.Message);
        }
    }

    public void Dispose()
    {
        prism?.Dispose();
        handler?.Dispose();
    }

    [Test]
    public Task The_repository() =>
        FitsAsync(
            async api =>
            {
                (await api.InfoAsync(default)).FullName.ShouldNotBeEmpty();
                (await api.HasTagAsync("v1.4.0", default)).ShouldBeTrue();
            },
            2
        );

    [Test]
    public Task The_checks_of_a_commit() =>
        FitsAsync(
            async api =>
            {
                var checks = await api.ChecksAsync(Commit, default);
                checks!.Statuses.ShouldAllBe(status => status.Context.Length > 0 && status.State.Length > 0);
                checks.Runs.ShouldAllBe(run => run.Name.Length > 0 && run.Status.Length > 0);
                checks.Runs.ShouldNotBeEmpty();
            },
            2
        );

    [Test]
    public Task The_releases() =>
        FitsAsync(
            async api =>
            {
                var made = await api.Releases.CreateAsync(
                    Change,
                    _ => throw new InvalidOperationException(),
                    default
                );
                made.UploadUrl.ShouldContain("{?name,label}");
                await api.Releases.OfTagAsync(made.TagName, default);
                await api.Releases.ChangeAsync(
                    made.Id,
                    Change with
                    {
                        Draft = false,
                        GenerateReleaseNotes = null,
                    },
                    default
                );
                await api.Releases.DeleteAsync(made.Id, default);
            },
            5
        );

    [Test]
    public Task The_assets() =>
        FitsAsync(
            async api =>
            {
                using var directory = new TemporaryDirectory();
                var file = await AssetFile.ReadAsync(directory.Write("shop 1.4.0.zip", "zip"), default);
                var made = await api.Releases.UploadAsync(
                    Release,
                    file,
                    _ => throw new InvalidOperationException(),
                    default
                );
                made.State.ShouldBe("uploaded");
                (await api.Releases.AssetsAsync(Release.Id, default)).ShouldNotBeEmpty();
                await api.Releases.DeleteAssetAsync(made.Id, default);
            },
            3
        );

    [Test]
    public Task The_pull_requests() =>
        FitsAsync(
            async api =>
            {
                var opened = await api.PullRequests.OpenAsync(
                    new NewPullRequest("Release 1.4.0", "release/1.4.0", "main", "### Added"),
                    _ => throw new InvalidOperationException(),
                    default
                );
                opened.HtmlUrl.ShouldNotBeEmpty();
                opened.Head.Sha.ShouldNotBeEmpty();
                (await api.PullRequests.FindAsync("1347", default))!.User!.Login.ShouldNotBeEmpty();
                await api.PullRequests.BetweenAsync("release/1.4.0", "main", default);
                var pages = 0;
                await api.PullRequests.ClosedAsync(3, page => ++pages > 0 && page.Count > 99, default);
                pages.ShouldBe(1);
            },
            4
        );

    [Test]
    public Task The_deployments() =>
        FitsAsync(
            async api =>
            {
                var deployment = new NewDeployment(
                    "v1.4.0",
                    "production",
                    "shop 1.4.0",
                    new DeploymentPayload("20261121T104227Z-1.4.0"),
                    AutoMerge: false,
                    RequiredContexts: []
                );
                var made = await api.Deployments.CreateAsync(deployment, default);
                (await api.Deployments.FindAsync("v1.4.0", "production", "other", default)).ShouldBeNull();
                await api.Deployments.SetStateAsync(
                    made.Id,
                    new NewDeploymentStatus("inactive", "1.4.0", new Uri("https://shop.example.org")),
                    default
                );
            },
            4
        );

    [Test]
    public async Task What_does_not_fit_is_refused()
    {
        var api = Open();

        (
            await Should.ThrowAsync<ReleaseRefusedException>(() =>
                api.Releases.CreateAsync(
                    Change with
                    {
                        TagName = null,
                    },
                    _ => throw new InvalidOperationException(),
                    default
                )
            )
        ).Problem.ShouldContain("with 422");
        prism!
            .OpenApi.UnknownIn("PATCH", "/repos/o/r/releases/1", ["page"], new() { ["drafty"] = true })
            .ShouldBe([
                "PATCH /repos/{owner}/{repo}/releases/{release_id}?page",
                "PATCH /repos/{owner}/{repo}/releases/{release_id}: drafty",
            ]);
        prism.OpenApi.UnknownIn("PUT", "/repos/o/r/releases/1", [], null).ShouldNotBeEmpty();
    }

    private async Task FitsAsync(Func<RepositoryApi, Task> use, int requests)
    {
        await use(Open());

        handler!.Unknown.ShouldBeEmpty();
        handler.Requests.Count.ShouldBe(requests, string.Join(", ", handler.Requests));
        handler.Requests.ShouldAllBe(request => request.Contains(" 2"));
    }

    private RepositoryApi Open()
    {
        handler?.Dispose();
        handler = new DocumentedHandler(prism!.OpenApi);
        var site = new GitHubSite(prism.Url, prism.Url, new Secret("GITHUB_TOKEN", "any"));
        var client = new ApiClient(
            new HttpClient(handler, disposeHandler: false),
            site,
            new BackOff { Tries = 1 },
            TimeProvider.System,
            _ => { }
        );
        return new RepositoryApi(client, new RepositoryName("example", "shop"));
    }
}
