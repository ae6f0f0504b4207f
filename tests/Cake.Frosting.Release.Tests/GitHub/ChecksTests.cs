using System.Text.Json.Nodes;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.GitHub;

namespace Cake.Frosting.Release.Tests.GitHub;

public sealed class ChecksTests
{
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";

    [Test]
    public async Task Green_is_what_succeeded_or_did_not_matter()
    {
        using var harness = With(
            [Status("ci/legacy", "success")],
            [Run("build", "success"), Run("docs", "skipped"), Run("lint", "neutral")]
        );

        await RunAsync(harness);
    }

    [Test]
    public async Task What_is_not_green_is_named_with_its_page()
    {
        using var harness = With(
            [Status("ci/legacy", "error"), Status("ci/other", "success")],
            [Run("build", "failure"), Run("lint", null)]
        );

        var refusal = await RefusedAsync(harness);

        refusal
            .Problem.ReplaceLineEndings("\n")
            .ShouldBe(
                """
                CI has not found the commit 01234567 good:
                  ci/legacy: error (https://ci.example.org/ci/legacy)
                  build: failure (https://github.com/example/shop/runs/build)
                  lint: in_progress (https://github.com/example/shop/runs/lint)
                """
            );
        refusal.WayOut.ShouldContain("github/checks/ignore");
    }

    [Test]
    public async Task What_does_not_matter_is_not_looked_at()
    {
        using var harness = With([Status("codecov/patch", "failure")], [Run("build", "success")]);

        await RunAsync(harness, new ChecksOptions { Ignore = ["codecov/*"] });
    }

    [Test]
    public async Task What_is_required_must_have_reported()
    {
        using var harness = With([], [Run("build", "success")]);

        var refusal = await RefusedAsync(harness, new ChecksOptions { Require = ["build", "e2e"] });

        refusal.Problem.ShouldEndWith("e2e: has not reported");
    }

    [Test]
    public async Task Silence_is_not_green()
    {
        using var harness = With([], []);

        var refusal = await RefusedAsync(harness);

        refusal.Problem.ShouldEndWith("CI: nothing has reported on it");
        refusal.WayOut.ShouldContain("github/checks/requireGreen: false");
    }

    [Test]
    public async Task A_commit_that_was_not_pushed_is_not_judged()
    {
        using var harness = new GitHubHarness();

        (await RefusedAsync(harness)).Problem.ShouldStartWith(
            "example/shop on 127.0.0.1 does not have the commit 01234567"
        );
    }

    [Test]
    public async Task What_still_runs_is_waited_for()
    {
        using var harness = With([Status("ci", "pending")], []);
        var options = new ChecksOptions { Wait = TimeSpan.FromSeconds(2) };

        var running = RunAsync(harness, options);
        while (!harness.Lines.Contains("waits for ci"))
        {
            running.IsFaulted.ShouldBeFalse();
            await Task.Delay(10);
        }

        harness.State.Statuses[Commit] = [Status("ci", "success")];
        await running;
    }

    [Test]
    public async Task The_wait_has_an_end()
    {
        using var harness = With([Status("ci", "pending")], []);

        var refusal = await RefusedAsync(
            harness,
            new ChecksOptions { Wait = TimeSpan.FromMilliseconds(100) }
        );

        refusal.Problem.ShouldEndWith("ci: pending (https://ci.example.org/ci)");
        refusal.WayOut.ShouldContain("github/checks/wait");
    }

    [Test]
    public async Task The_workflow_that_releases_does_not_wait_for_itself()
    {
        using var harness = With([], [Run("release", null), Run("build", "success")]);

        await RunAsync(harness, new ChecksOptions { OwnRun = "77" });
        (await RefusedAsync(harness, new ChecksOptions { OwnRun = "7" })).Problem.ShouldContain("release");
    }

    [Test]
    public async Task The_last_of_hundreds_of_checks_counts_too()
    {
        using var harness = With(
            [],
            [.. Enumerable.Range(0, 250).Select(i => Run($"test-{i}", i == 249 ? "timed_out" : "success"))]
        );

        (await RefusedAsync(harness)).Problem.ShouldContain("test-249: timed_out");
    }

    private static GitHubHarness With(JsonArray statuses, JsonArray runs)
    {
        var harness = new GitHubHarness();
        harness.State.Statuses[Commit] = statuses;
        harness.State.Runs[Commit] = runs;
        return harness;
    }

    private static JsonObject Status(string context, string state) =>
        new()
        {
            ["context"] = context,
            ["state"] = state,
            ["target_url"] = $"https://ci.example.org/{context}",
        };

    private static JsonObject Run(string name, string? conclusion) =>
        new()
        {
            ["name"] = name,
            ["status"] = conclusion is null ? "in_progress" : "completed",
            ["conclusion"] = conclusion,
            ["html_url"] = $"https://github.com/example/shop/runs/{name}",
            ["details_url"] = "https://github.com/example/shop/actions/runs/77/job/1",
        };

    private static Task RunAsync(GitHubHarness harness, ChecksOptions? options = null) =>
        new ChecksStep(harness.Access, _ => Task.FromResult<string?>(Commit), options ?? new ChecksOptions())
            .Create()
            .Act(harness.Context, default);

    private static Task<ReleaseRefusedException> RefusedAsync(
        GitHubHarness harness,
        ChecksOptions? options = null
    ) => Should.ThrowAsync<ReleaseRefusedException>(() => RunAsync(harness, options));
}
