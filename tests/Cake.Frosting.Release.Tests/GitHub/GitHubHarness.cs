using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.GitHub;
using Cake.Frosting.Release.Steps;
using Cake.Frosting.Release.Tests.Files;

namespace Cake.Frosting.Release.Tests.GitHub;

/// <summary>The steps of a release on the double, run one after the other as the runner would.</summary>
internal sealed class GitHubHarness : IStepEvents, IDisposable
{
    public const string Notes = "### Added\n\n- One thing.";

    private readonly TemporaryDirectory directory = new();

    public GitHubHarness()
    {
        directory.Write("dist/shop-1.4.0.tar.gz", "an archive");
        directory.Write("dist/shop-1.4.0.sha256", "its sum");
    }

    public GitHubDouble Double { get; } = new();

    public DoubleState State => Double.State;

    public Facts Facts { get; set; } = new();

    public string ReleaseId { get; set; } = "20261121T104227Z-1.4.0";

    public bool WentLive { get; set; }

    public string Token { get; init; } = GitHubDouble.Token;

    public Uri? Api { get; init; }

    public BackOff BackOff { get; init; } = new() { First = Moment, FirstAfterLimit = Moment };

    public GitHubReleaseOptions Options { get; set; } =
        new()
        {
            Tag = "v1.4.0",
            Title = "shop 1.4.0",
            Notes = () => Notes,
            Assets = ["dist/*"],
        };

    public HttpMessageHandler? Handler { get; set; }

    public List<string> Warnings { get; } = [];

    public List<string> Lines { get; } = [];

    public DoubleRelease Only => State.Releases.ShouldHaveSingleItem();

    public static TimeSpan Moment => TimeSpan.FromMilliseconds(1);

    public string this[string file] => directory[file];

    public StepContext Context =>
        new(
            new ReleaseIdentity(ReleaseId, "shop", "1.4.0", null),
            Facts,
            new CommandRunner(new Redactor()),
            this,
            TimeProvider.System
        )
        {
            WentLive = WentLive,
        };

    public GitHubAccess Access => AccessTo("example/shop");

    public GitHubAccess AccessTo(string repository) =>
        new(
            new GitHubSite(Api ?? Double.Api, null, new Secret("GITHUB_TOKEN", Token)),
            new HttpClient(Handler ?? new SocketsHttpHandler { AllowAutoRedirect = false }),
            RepositoryName.TryParse(repository),
            _ => throw new InvalidOperationException()
        )
        {
            BackOff = BackOff,
        };

    public IReadOnlyList<Step> Steps
    {
        get
        {
            var access = Access;
            var options = Options with { Directory = directory.Path };
            var deployment = new DeploymentSteps(
                access,
                new DeploymentOptions(options.Tag, "production", null)
            );
            return
            [
                new AccessStep(access, options).Create(),
                new DraftStep(access, options).Create(),
                new AssetsStep(access, options).Create(),
                deployment.Begin(),
                new PublishStep(access, options).Create(),
                deployment.End(),
            ];
        }
    }

    public void Write(string file, string text) => directory.Write(file, text);

    /// <summary>Runs every step that its probe does not find done, up to the last of a stage.</summary>
    public async Task RunAsync(Stage until = Stage.Announce)
    {
        foreach (var step in Steps.Where(step => step.Stage <= until))
        {
            if (step.Probe is null || (await step.Probe(Context, default)).State == ProbeState.NotDone)
            {
                await step.Act(Context, default);
            }
        }
    }

    public async Task<Probe> ProbeAsync(string id) =>
        await Steps.Single(step => step.Id == id).Probe!(Context, default);

    public async Task UndoAsync()
    {
        foreach (var step in Steps.Reverse().Where(step => step.Undo is not null))
        {
            await step.Undo!.Act(Context, default);
        }
    }

    /// <summary>One release, published with everything, and nothing left of any other try.</summary>
    public void ShouldBeReleased()
    {
        Only.Draft.ShouldBeFalse();
        Only.TagName.ShouldBe("v1.4.0");
        Only.Body.ShouldBe(Notes);
        Only.PublishedAssets.Order().ShouldBe(["shop-1.4.0.sha256:uploaded", "shop-1.4.0.tar.gz:uploaded"]);
        Only.Assets.Select(asset => System.Text.Encoding.UTF8.GetString(asset.Content))
            .Order()
            .ShouldBe(["an archive", "its sum"]);
        State.TagsByPublishing.ShouldBeEmpty();
    }

    public void Issued(Instruction instruction) => Lines.Add(instruction.Text);

    public void Progress(string text) => Lines.Add(text);

    public void Warned(string text) => Warnings.Add(text);

    public void Dispose()
    {
        Double.Dispose();
        directory.Dispose();
    }
}
