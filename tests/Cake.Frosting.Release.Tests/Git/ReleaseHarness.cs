using Cake.Frosting.Release.Changelogs;
using Cake.Frosting.Release.Git;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Tests.Git;

/// <summary>The steps of Changelog and Tag, run one after the other as the runner would.</summary>
public sealed class ReleaseHarness : IStepEvents
{
    private readonly GitSandbox sandbox;

    public ReleaseHarness(
        GitSandbox sandbox,
        string version = "1.4.0",
        Func<GitReleaseOptions, GitReleaseOptions>? with = null,
        ChangelogOptions? changelog = null,
        IEntrySource? source = null
    )
    {
        this.sandbox = sandbox;
        Changelog = new ChangelogStep(
            new ChangelogEditor(
                new ChangelogFile(sandbox.Work, options: changelog),
                new PlannedRelease(version, $"v{version}", new DateOnly(2026, 11, 21)),
                source
            ),
            sandbox.Repository
        );
        var options = new GitReleaseOptions
        {
            Tag = $"v{version}",
            TagMessage = $"Release {version}\n\n### Added\n\n- One thing.",
            CommitMessage = $"Release {version}",
            Files = ["CHANGELOG.md"],
            Deleted = facts =>
                Changelog.Consumed(facts) is { Count: > 0 } consumed
                    ? consumed
                    : (source as FragmentEntries)?.Files ?? [],
            IsPrepared = Changelog.IsPreparedAsync,
            Branch = "main",
        };
        Options = with?.Invoke(options) ?? options;
        Steps =
        [
            Changelog.Create(),
            new CommitStep(sandbox.Repository, Options).Create(),
            new TagStep(sandbox.Repository, Options).Create(),
            new PushStep(sandbox.Repository, Options).Create(),
        ];
        Version = version;
    }

    public string Version { get; }

    public GitReleaseOptions Options { get; }

    public ChangelogStep Changelog { get; }

    public IReadOnlyList<Step> Steps { get; }

    public Facts Facts { get; set; } = new();

    public List<Instruction> Instructions { get; } = [];

    public List<string> Warnings { get; } = [];

    public StepContext Context =>
        new(
            new ReleaseIdentity($"20261121T104227Z-{Version}", "shop", Version, null),
            Facts,
            sandbox.Runner,
            this,
            TimeProvider.System
        );

    public void Issued(Instruction instruction) => Instructions.Add(instruction);

    public void Progress(string text) { }

    public void Warned(string text) => Warnings.Add(text);

    public async Task<Probe> ProbeAsync(string id) =>
        await Steps.Single(step => step.Id == id).Probe!(Context, default);

    /// <summary>Runs every step that its probe does not find done.</summary>
    public Task RunAsync() => RunAsync(default);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var step in Steps)
        {
            if ((await step.Probe!(Context, cancellationToken)).State == ProbeState.NotDone)
            {
                await step.Act(Context, cancellationToken);
            }
        }
    }

    public async Task UndoAsync()
    {
        foreach (var step in Steps.Reverse().Where(step => step.Undo is not null))
        {
            await step.Undo!.Act(Context, default);
        }
    }
}
