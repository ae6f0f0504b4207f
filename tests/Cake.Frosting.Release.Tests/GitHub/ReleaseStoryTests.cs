using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Tests.GitHub;

public sealed class ReleaseStoryTests
{
    [Test]
    public async Task A_release_is_a_draft_until_everything_is_there_and_is_published_last()
    {
        using var harness = new GitHubHarness();

        await harness.RunAsync(Stage.Backup);
        harness.Only.Draft.ShouldBeTrue();
        await harness.RunAsync();

        harness.ShouldBeReleased();
        harness.Only.Name.ShouldBe("shop 1.4.0");
        harness.Only.MakeLatest.ShouldBe("legacy");
        var changes = harness
            .Double.Requests.Where(request => !request.StartsWith("GET", StringComparison.Ordinal))
            .Select(request => request.Replace("/repos/example/shop", "", StringComparison.Ordinal))
            .ToList();
        changes.ShouldBe([
            "POST /releases",
            "POST /uploads/releases/1/assets",
            "POST /uploads/releases/1/assets",
            "POST /deployments",
            "POST /deployments/4/statuses",
            "PATCH /releases/1",
            "POST /deployments/4/statuses",
        ]);
        harness.State.Deployments.ShouldHaveSingleItem().States.ShouldBe(["in_progress", "success"]);
        harness.Warnings.ShouldBeEmpty();
    }

    [Test]
    public async Task A_second_run_finds_everything_done_and_changes_nothing()
    {
        using var harness = new GitHubHarness();
        await harness.RunAsync();
        var before = harness.Double.Requests.Count;

        await harness.RunAsync();

        harness.Double.Requests.Skip(before).ShouldAllBe(request => request.StartsWith("GET"));
        (await harness.ProbeAsync("announce/github")).Reason.ShouldStartWith("v1.4.0 is published: http");
    }

    [Test]
    public async Task A_draft_behind_hundreds_of_releases_is_found_again()
    {
        using var harness = new GitHubHarness();
        await harness.RunAsync(Stage.Backup);
        for (var i = 0; i < 250; i++)
        {
            harness.State.Add($"v0.{i}.0", draft: false);
        }

        await harness.RunAsync();

        harness.State.Releases.Count.ShouldBe(251);
        harness.State.Releases[0].Draft.ShouldBeFalse();
    }

    [Test]
    public async Task A_draft_that_somebody_else_made_is_refused_before_anything_is_changed()
    {
        using var harness = new GitHubHarness();
        harness.State.Add("v1.4.0", draft: true, "Words of a person");

        var refusal = await Should.ThrowAsync<ReleaseRefusedException>(() =>
            harness.RunAsync(Stage.Preflight)
        );

        refusal.Message.ShouldContain("a draft for v1.4.0 that no release of this tool made: http");
        harness.Only.Body.ShouldBe("Words of a person");
    }

    [Test]
    public async Task The_draft_of_a_release_that_was_given_up_is_taken_over()
    {
        using var harness = new GitHubHarness();
        await harness.RunAsync(Stage.Backup);

        harness.ReleaseId = "20261122T080000Z-1.4.0";
        harness.Facts = new Facts();
        await harness.RunAsync();

        harness.ShouldBeReleased();
    }

    [Test]
    public async Task What_a_person_writes_into_the_draft_stays()
    {
        using var harness = new GitHubHarness();
        await harness.RunAsync(Stage.Backup);
        harness.Only.Body = "Dear users!\n\n" + harness.Only.Body;

        await harness.RunAsync();

        harness.Only.Body.ShouldBe($"Dear users!\n\n{GitHubHarness.Notes}");
    }

    [Test]
    public async Task Notes_that_GitHub_generates_stay_and_the_marker_goes()
    {
        using var harness = new GitHubHarness();
        harness.Options = harness.Options with { Notes = () => "", GenerateNotes = true };

        await harness.RunAsync();

        harness.Only.Body!.Trim().ShouldBe("## What's Changed\n* All of it by @ann in #1");
    }

    [Test]
    public async Task Without_its_tag_on_GitHub_the_release_stays_a_draft()
    {
        using var harness = new GitHubHarness();
        harness.State.Tags.Clear();

        var refusal = await Should.ThrowAsync<ReleaseRefusedException>(() => harness.RunAsync());

        refusal.Message.ShouldContain("does not have the tag v1.4.0");
        refusal.WayOut.ShouldContain("gh release edit v1.4.0 --draft=false");
        harness.Only.Draft.ShouldBeTrue();
        harness.State.Tags.ShouldBeEmpty();
    }

    [Test]
    public async Task A_release_can_wait_as_a_draft_for_a_person()
    {
        using var harness = new GitHubHarness();
        harness.Options = harness.Options with { PublishDisabled = "github/publish is false" };

        await harness.RunAsync();

        harness.Only.Draft.ShouldBeTrue();
        harness.Only.Assets.Count.ShouldBe(2);
        (await harness.ProbeAsync("announce/github")).State.ShouldBe(ProbeState.NotNeeded);
    }

    [Test]
    public async Task A_pre_release_is_marked_so_and_is_never_the_latest()
    {
        using var harness = new GitHubHarness();
        harness.Options = harness.Options with { Prerelease = true, Latest = "true" };

        await harness.RunAsync();

        harness.Only.Prerelease.ShouldBeTrue();
        harness.Only.MakeLatest.ShouldBe("false");
    }

    [Test]
    public async Task An_immutable_release_is_complete_when_it_is_published_and_not_touched_again()
    {
        using var harness = new GitHubHarness();
        harness.State.MakesImmutable = true;
        await harness.RunAsync();
        harness.ShouldBeReleased();
        var before = harness.Double.Requests.Count;
        harness.Write("dist/late.txt", "too late");

        await harness.RunAsync();

        harness.Double.Requests.Skip(before).ShouldAllBe(request => request.StartsWith("GET"));
        harness.Only.Assets.Count.ShouldBe(2);
    }

    [Test]
    public async Task Undo_deletes_the_draft_that_this_release_made_and_no_other()
    {
        using var harness = new GitHubHarness();
        harness.State.Add("v1.3.0", draft: true, "somebody's");
        await harness.RunAsync(Stage.Backup);

        await harness.UndoAsync();
        await harness.UndoAsync();

        harness.Only.TagName.ShouldBe("v1.3.0");
        harness.State.Deployments.Single().States.ShouldBe(["in_progress", "failure"]);
    }

    [Test]
    public async Task Undo_leaves_what_is_published_and_says_so()
    {
        using var harness = new GitHubHarness();
        await harness.RunAsync();

        harness.WentLive = true;
        await harness.UndoAsync();

        harness.ShouldBeReleased();
        harness.Warnings.ShouldHaveSingleItem().ShouldContain("is published and stays: http");
        harness.State.Deployments.Single().States.ShouldBe(["in_progress", "success", "inactive"]);
    }
}
