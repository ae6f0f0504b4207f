using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Running;
using Cake.Frosting.Release.Steps;
using Cake.Frosting.Release.Tests.GitHub;

namespace Cake.Frosting.Release.Tests.Composing;

/// <summary>Whole releases of a project without services: a real repository, a real remote, and a double of GitHub.</summary>
public sealed class GitHubStepsTests
{
    [Test]
    public async Task A_release_ends_with_one_commit_one_tag_and_one_release_on_GitHub()
    {
        using var world = new GitHubWorld();
        await world.RunAsync(world.Compose());

        var release = world.GitHub.State.Releases.ShouldHaveSingleItem();
        release.Draft.ShouldBeFalse();
        release.TagName.ShouldBe("v1.4.0");
        release.Name.ShouldBe("shop 1.4.0");
        release.Body.ShouldBe("### Added\n\n- One thing.");
        release.PublishedAssets.ShouldBe(["shop-1.4.0.txt:uploaded"]);
        world.GitHub.State.TagsByPublishing.ShouldBeEmpty();
        world.GitHub.State.Deployments.ShouldHaveSingleItem().States.ShouldBe(["in_progress", "success"]);
        world.Sandbox.GitIn(world.Sandbox.Remote, "tag").ShouldBe("v1.4.0");
        world.Bench.Text.ShouldContain($"POST {world.GitHub.Api}/repos/example/shop/releases");
        world.Bench.Text.ShouldNotContain(GitHubDouble.Token);
    }

    [Test]
    public async Task A_release_that_is_stopped_on_the_way_is_gone_on_with()
    {
        using var world = new GitHubWorld();
        world.GitHub.Faults.Add(new Fault("POST /assets") { Half = true, Status = 403 });
        await Should.ThrowAsync<StepFailedException>(() => world.RunAsync(world.Compose()));
        world.GitHub.State.Releases.ShouldHaveSingleItem().Draft.ShouldBeTrue();

        await world.RunAsync(world.Compose());

        world
            .GitHub.State.Releases.ShouldHaveSingleItem()
            .PublishedAssets.ShouldBe(["shop-1.4.0.txt:uploaded"]);
    }

    [Test]
    public async Task A_release_that_fails_before_the_stop_leaves_no_draft()
    {
        using var world = new GitHubWorld();
        var steps = world.Compose("after: { Backup: [{ name: fail, command: [\"false\"] }] }");
        var runner = world.Bench.Open([.. steps]);
        await Should.ThrowAsync<StepFailedException>(() => GitHubWorld.RunAsync(runner));
        world.GitHub.State.Releases.ShouldHaveSingleItem().Draft.ShouldBeTrue();

        await runner.UndoAsync("it failed", acceptDataLoss: false, default);

        world.GitHub.State.Releases.ShouldBeEmpty();
        world.GitHub.State.Deployments.ShouldAllBe(deployment => deployment.States.Last() == "failure");
    }

    [Test]
    public async Task A_commit_that_CI_has_not_found_good_is_not_released()
    {
        using var world = new GitHubWorld();
        world.GitHub.State.Statuses.Single().Value[0]!["state"] = "failure";

        var failure = await Should.ThrowAsync<StepFailedException>(() => world.RunAsync(world.Compose()));

        failure.Step.Id.ShouldBe("preflight/github-checks");
        failure.Message.ShouldContain("ci: failure");
        world.GitHub.Requests.ShouldAllBe(request => request.StartsWith("GET"));
        world.Sandbox.Git("tag").ShouldBe("");
    }

    [Test]
    public void The_plan_has_the_requests_and_what_a_person_would_type()
    {
        using var world = new GitHubWorld();
        var texts = world
            .Compose()
            .Where(step => step.Id.Contains("github", StringComparison.Ordinal))
            .SelectMany(step => step.Instructions.Concat(step.Undo?.Instructions ?? []))
            .Select(instruction => instruction.Text)
            .ToList();

        texts.ShouldContain(
            $"POST {world.GitHub.Api}/repos/example/shop/releases (by hand: `gh release create v1.4.0 --draft --verify-tag --title 'shop 1.4.0' --notes-file NOTES.md --repo example/shop`)"
        );
        texts.ShouldContain(
            $"PATCH {world.GitHub.Api}/repos/example/shop/releases/‹release› (by hand: `gh release edit v1.4.0 --draft=false --verify-tag --repo example/shop`)"
        );
        world.GitHub.Requests.ShouldBeEmpty();
    }

    [Test]
    public async Task The_repository_is_the_one_that_the_remote_leads_to()
    {
        using var world = new GitHubWorld();
        world.Sandbox.Git("remote", "set-url", "origin", "git@127.0.0.1:example/shop.git");

        var runner = world.Bench.Open([
            .. world.Compose(repository: null).Where(step => step.Id == "preflight/github").Select(Alone),
        ]);
        await runner.RunStageAsync(Stage.Preflight, default);

        world.GitHub.Requests[0].ShouldBe("GET /repos/example/shop");
    }

    [Test]
    public async Task A_remote_that_is_elsewhere_is_no_repository_on_GitHub()
    {
        using var world = new GitHubWorld();
        var runner = world.Bench.Open([
            .. world.Compose(repository: null).Where(step => step.Id == "preflight/github").Select(Alone),
        ]);

        var failure = await Should.ThrowAsync<StepFailedException>(() =>
            runner.RunStageAsync(Stage.Preflight, default)
        );

        failure.Message.ShouldContain("The remote origin leads to no repository on 127.0.0.1.");
        failure.Message.ShouldContain("github/repository: owner/name");
    }

    [Test]
    public async Task Without_a_token_it_is_skipped_with_the_reason()
    {
        using var world = new GitHubWorld();
        var step = world
            .Steps("project: shop\ngithub: { repository: example/shop }")
            .Single(each => each.Id.Contains("github", StringComparison.Ordinal));

        var probe = await step.Probe!(null!, default);

        probe.ShouldBe(Probe.NotNeeded("github/token is not set in release.yml"));
    }

    [Test]
    public void Without_the_section_there_is_nothing()
    {
        using var world = new GitHubWorld();
        world
            .Steps("project: shop")
            .ShouldNotContain(step => step.Id.Contains("github", StringComparison.Ordinal));
    }

    [Test]
    public void A_token_is_not_sent_in_the_clear()
    {
        using var world = new GitHubWorld();
        Should
            .Throw<ConfigurationException>(() =>
                world.Steps(
                    "project: shop\ngithub: { api: \"http://git.example.org/api/v3\", token: secret:GITHUB_TOKEN }"
                )
            )
            .Message.ShouldContain("would send the token unencrypted");
    }

    private static Step Alone(Step step) => step with { After = [] };
}
