using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Tests.GitHub;

/// <summary>What goes wrong between here and GitHub, and that one release comes of it all the same.</summary>
public sealed class FaultTests
{
    private const string SecondaryLimit =
        "{\"message\":\"You have exceeded a secondary rate limit. Please wait a few minutes before you try again.\"}";

    [TestCase("POST /releases", 502)]
    [TestCase("POST /releases", 0)]
    [TestCase("POST /assets", 502)]
    [TestCase("POST /assets", 0)]
    [TestCase("PATCH /releases/1", 500)]
    [TestCase("PATCH /releases/1", 0)]
    [TestCase("POST /deployments", 503)]
    [TestCase("POST /statuses", 504)]
    [TestCase("GET /releases", 500)]
    [TestCase("GET /releases", 0)]
    public async Task A_request_whose_answer_is_lost_does_its_work_once(string request, int status)
    {
        using var harness = new GitHubHarness();
        harness.Double.Faults.Add(new Fault(request) { Status = status, AfterEffect = true });

        await harness.RunAsync();

        harness.ShouldBeReleased();
        harness.Warnings.ShouldBeEmpty();
        harness.State.Deployments.ShouldHaveSingleItem().States.ShouldBe(["in_progress", "success"]);
        harness
            .Double.Requests.Count(each => each.EndsWith("/assets") && each.StartsWith("POST"))
            .ShouldBe(2);
    }

    [Test]
    public async Task A_publication_whose_answer_is_lost_is_found_though_it_cannot_be_repeated()
    {
        using var harness = new GitHubHarness();
        harness.State.MakesImmutable = true;
        harness.Double.Faults.Add(new Fault("PATCH /releases/1") { Status = 502, AfterEffect = true });

        await harness.RunAsync();

        harness.ShouldBeReleased();
        harness.Double.Requests.Count(each => each.StartsWith("PATCH")).ShouldBe(2);
        harness.Warnings.ShouldBeEmpty();
    }

    [Test]
    public async Task An_upload_to_a_server_that_has_not_heard_of_the_draft_yet_is_tried_again()
    {
        using var harness = new GitHubHarness();
        harness.Double.Faults.Add(
            new Fault("POST /assets")
            {
                Status = 404,
                Body = "{\"message\":\"Not Found\"}",
                Times = 3,
            }
        );

        await harness.RunAsync();

        harness.ShouldBeReleased();
        harness.Warnings.ShouldBeEmpty();
    }

    [TestCase(403, true)]
    [TestCase(403, false)]
    [TestCase(429, true)]
    [TestCase(429, false)]
    public async Task A_limit_is_waited_for(int status, bool retryAfter)
    {
        using var harness = new GitHubHarness();
        foreach (
            var request in new[] { "GET /releases", "POST /releases", "POST /assets", "PATCH /releases/1" }
        )
        {
            harness.Double.Faults.Add(
                new Fault(request)
                {
                    Status = status,
                    Body = SecondaryLimit,
                    Times = 2,
                    Headers = retryAfter ? new() { ["Retry-After"] = "0" } : [],
                }
            );
        }

        await harness.RunAsync();

        harness.ShouldBeReleased();
        harness.Warnings.ShouldBeEmpty();
        harness.Lines.ShouldContain(line =>
            line.StartsWith("GitHub's rate limit is used up; the next try is in")
        );
    }

    [Test]
    public async Task A_list_that_lags_behind_may_make_two_drafts_and_still_one_release()
    {
        using var harness = new GitHubHarness();
        harness.Double.Faults.Add(new Fault("POST /releases") { Status = 502, AfterEffect = true });
        harness.State.ListsBehind = 4;

        await harness.RunAsync();

        harness.Double.Requests.Count(each => each == "POST /repos/example/shop/releases").ShouldBe(2);
        harness.ShouldBeReleased();
    }

    [TestCase(0)]
    [TestCase(502)]
    public async Task An_upload_that_broke_off_is_cleared_away_and_made_again(int status)
    {
        using var harness = new GitHubHarness();
        harness.Double.Faults.Add(
            new Fault("POST /assets")
            {
                Half = true,
                Status = status,
                Times = 2,
            }
        );

        await harness.RunAsync();

        harness.ShouldBeReleased();
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_file_that_was_built_anew_replaces_the_one_that_is_there(bool hasDigests)
    {
        using var harness = new GitHubHarness();
        harness.State.HasDigests = hasDigests;
        // With a digest the same size deceives nobody.
        harness.Write("dist/shop-1.4.0.tar.gz", hasDigests ? "AN ARCHIVE" : "another archive");
        await harness.RunAsync(Stage.Backup);

        harness.Write("dist/shop-1.4.0.tar.gz", "an archive");
        await harness.RunAsync();

        harness.ShouldBeReleased();
    }

    [Test]
    public async Task Another_upload_of_the_same_file_that_was_faster_is_taken()
    {
        using var harness = new GitHubHarness();
        harness.Double.Faults.Add(
            new Fault("POST /assets")
            {
                Status = 422,
                AfterEffect = true,
                Body =
                    "{\"message\":\"Validation Failed\",\"errors\":[{\"resource\":\"ReleaseAsset\",\"code\":\"already_exists\",\"field\":\"name\"}]}",
            }
        );

        await harness.RunAsync();

        harness.ShouldBeReleased();
    }

    [Test]
    public async Task GitHub_being_down_stops_no_release_and_is_made_up_for_in_the_end()
    {
        using var harness = new GitHubHarness();
        var down = new Fault("GET /releases") { Status = 503, Times = int.MaxValue };
        var worse = new Fault("GET /shop") { Status = 0, Times = int.MaxValue };
        harness.Double.Faults.AddRange([down, worse]);

        foreach (var step in harness.Steps.Where(step => !step.WarnOnly))
        {
            (
                await (step.Probe?.Invoke(harness.Context, default) ?? Task.FromResult(Probe.NotDone()))
            ).State.ShouldBe(ProbeState.NotDone);
            await step.Act(harness.Context, default);
        }

        harness.Warnings.Count.ShouldBe(3);
        harness.Warnings[1].ShouldContain("answered GET /api/v3/repos/example/shop/releases with 503");
        down.Times = worse.Times = 0;
        await harness.RunAsync();
        harness.ShouldBeReleased();
    }
}
