using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Git;
using Cake.Frosting.Release.GitHub;

namespace Cake.Frosting.Release.Tests.GitHub;

/// <summary>What GitHub knows about merged pull requests, and the one that a protected branch needs.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PullRequestTests : IDisposable
{
    private const string SecondaryLimit =
        "{\"message\":\"You have exceeded a secondary rate limit. Please wait a few minutes before you try again.\"}";

    private readonly GitHubHarness harness = new();

    private static PullRequestDraft Draft { get; } =
        new("release/1.4.0", "main", "Release 1.4.0", "### Added\n\n- One thing.") { Commit = "c0ffee" };

    [SetUp]
    public void SetUp() => harness.State.PushedBranch = branch => branch == "release/1.4.0" ? "c0ffee" : null;

    public void Dispose() => harness.Dispose();

    [Test]
    public async Task Titles_logins_and_labels_are_asked_for()
    {
        Merged(1, "One, renamed", "bug", "priority");
        Merged(2, "Two");
        harness.State.Pulls.Add(
            new DoublePull(4, "Of somebody who is gone", "b", "main", "c") { Author = null }
        );

        var found = await Open().DescribeAsync(["1", "2", "3", "4"], default);

        found.Keys.Order().ShouldBe(["1", "2", "4"]);
        found["1"].Title.ShouldBe("One, renamed");
        found["1"].Author.ShouldBe("ann");
        found["1"].Labels.ShouldBe(["bug", "priority"]);
        found["4"].Author.ShouldBe("");
    }

    [Test]
    public async Task Each_is_asked_for_once_in_a_run()
    {
        Merged(1, "One");
        var pulls = Open();
        await pulls.DescribeAsync(["1", "3"], default);

        (await pulls.DescribeAsync(["3", "1", "1"], default)).Keys.ShouldBe(["1"]);

        harness.Double.Requests.Count(each => each.EndsWith("/pulls/1")).ShouldBe(1);
        harness.Double.Requests.Count(each => each.EndsWith("/pulls/3")).ShouldBe(1);
    }

    [Test]
    public async Task Hundreds_are_read_a_page_at_a_time()
    {
        for (var number = 1; number <= 350; number++)
        {
            Merged(number, $"Number {number}");
        }

        // The last one is not among those that changed last.
        string[] wanted = [.. Enumerable.Range(151, 200).Select(number => $"{number}"), "999", "2"];
        var found = await Open().DescribeAsync(wanted, default);

        found.Count.ShouldBe(201);
        found["350"].Title.ShouldBe("Number 350");
        found["2"].Title.ShouldBe("Number 2");
        harness.Double.Requests.Count.ShouldBeLessThan(10);
    }

    [Test]
    public async Task A_repository_that_the_token_may_not_see_is_no_repository_without_pull_requests()
    {
        var refused = await Should.ThrowAsync<ReleaseRefusedException>(() =>
            new GitHubPullRequests(harness.AccessTo("example/other"), TimeProvider.System).DescribeAsync(
                ["1"],
                default
            )
        );

        refused.Message.ShouldContain("whether the token in GITHUB_TOKEN may see it");
    }

    [Test]
    public async Task Where_GitHub_cannot_be_asked_nothing_is_guessed()
    {
        harness.Double.Faults.Add(new Fault("GET /pulls/1") { Status = 503, Times = 99 });

        var refused = await Should.ThrowAsync<ReleaseRefusedException>(() =>
            Open().DescribeAsync(["1"], default)
        );

        refused.Problem.ShouldContain("cannot be asked what the merged pull requests are called");
        refused.WayOut.ShouldContain("changelog/from: commits");
    }

    [Test]
    public async Task It_is_opened_once_and_found_from_then_on()
    {
        var opened = await RequestAsync();
        var found = await RequestAsync();

        opened.ShouldBe(
            new PullRequest(new Uri($"{harness.Double.Root}example/shop/pull/1"), PullRequestState.Open)
        );
        found.ShouldBe(opened);
        var only = harness.State.Pulls.ShouldHaveSingleItem();
        (only.Title, only.Head, only.Into).ShouldBe(("Release 1.4.0", "release/1.4.0", "main"));
        only.Body.ShouldBe("### Added\n\n- One thing.");
        harness.Double.Requests.Count(each => each.StartsWith("POST")).ShouldBe(1);
        harness.Lines.ShouldBe([$"POST {harness.Double.Api}/repos/example/shop/pulls"]);
    }

    [Test]
    public async Task A_look_opens_nothing()
    {
        (await Open().FindAsync(Draft, default)).ShouldBeNull();

        harness.Double.Requests.ShouldAllBe(request => request.StartsWith("GET"));
    }

    [TestCase(0)]
    [TestCase(2)]
    public async Task Opened_by_somebody_else_in_the_meantime_it_is_found(int listsBehind)
    {
        harness.State.BeforeOpening = () =>
        {
            harness.State.Pulls.Add(Waiting());
            harness.State.PullListsBehind = listsBehind;
        };

        (await RequestAsync()).State.ShouldBe(PullRequestState.Open);

        harness.State.Pulls.ShouldHaveSingleItem();
    }

    [Test]
    public async Task Merged_in_the_meantime_it_is_told_as_merged()
    {
        harness.State.BeforeOpening = () =>
        {
            harness.State.Pulls.Add(Waiting());
            harness.State.Pulls[0].IsOpen = false;
            harness.State.Pulls[0].IsMerged = true;
            harness.State.HasMore = (_, _) => false;
        };

        (await RequestAsync()).State.ShouldBe(PullRequestState.Merged);

        harness.State.Pulls.ShouldHaveSingleItem();
    }

    [Test]
    public async Task Merged_by_hand_without_a_pull_request_it_is_refused_with_the_way_out()
    {
        harness.State.HasMore = (_, _) => false;

        var refused = await Should.ThrowAsync<ReleaseRefusedException>(RequestAsync);

        refused.Problem.ShouldStartWith("main has everything that release/1.4.0 has");
        refused.WayOut.ShouldContain("git pull");
    }

    [Test]
    public async Task Closed_by_a_person_it_stays_closed()
    {
        harness.State.Pulls.Add(Waiting());
        harness.State.Pulls[0].IsOpen = false;

        (await RequestAsync()).State.ShouldBe(PullRequestState.Closed);

        harness.Double.Requests.ShouldAllBe(request => request.StartsWith("GET"));
    }

    [Test]
    public async Task One_that_was_closed_with_another_commit_is_not_this_one()
    {
        harness.State.Pulls.Add(new DoublePull(7, "Release 1.4.0", "release/1.4.0", "main", "old"));
        harness.State.Pulls[0].IsOpen = false;

        (await RequestAsync()).State.ShouldBe(PullRequestState.Open);

        harness.State.Pulls.Count.ShouldBe(2);
    }

    [Test]
    public async Task A_branch_that_GitHub_has_not_heard_of_yet_is_asked_for_again()
    {
        harness.State.BranchesBehind = 2;

        (await RequestAsync()).State.ShouldBe(PullRequestState.Open);

        harness.State.Pulls.ShouldHaveSingleItem();
    }

    [TestCase(0)]
    [TestCase(502)]
    public async Task A_request_whose_answer_is_lost_opens_one(int status)
    {
        harness.Double.Faults.Add(new Fault("POST /pulls") { Status = status, AfterEffect = true });

        (await RequestAsync()).State.ShouldBe(PullRequestState.Open);

        harness.State.Pulls.ShouldHaveSingleItem();
        harness.Double.Requests.Count(each => each.StartsWith("POST")).ShouldBe(1);
    }

    [TestCase("GET /pulls")]
    [TestCase("POST /pulls")]
    public async Task A_secondary_limit_is_waited_for(string request)
    {
        harness.Double.Faults.Add(
            new Fault(request)
            {
                Status = 403,
                Body = SecondaryLimit,
                Times = 2,
            }
        );

        (await RequestAsync()).State.ShouldBe(PullRequestState.Open);

        harness.State.Pulls.ShouldHaveSingleItem();
    }

    [Test]
    public async Task An_organization_that_lets_no_workflow_open_any_is_told_where_to_allow_it()
    {
        harness.Double.Faults.Add(
            new Fault("POST /pulls")
            {
                Status = 403,
                Body =
                    "{\"message\":\"GitHub Actions is not permitted to create or approve pull requests.\"}",
                Headers = new() { ["X-Accepted-GitHub-Permissions"] = "pull_requests=write" },
            }
        );

        var refused = await Should.ThrowAsync<ReleaseRefusedException>(RequestAsync);

        refused.WayOut.ShouldContain("Allow GitHub Actions to create and approve pull requests");
    }

    private GitHubPullRequests Open() => new(harness.Access, TimeProvider.System);

    private Task<PullRequest> RequestAsync() => Open().RequestAsync(Draft, harness.Context, default);

    private static DoublePull Waiting() => new(7, "Release 1.4.0", "release/1.4.0", "main", "c0ffee");

    private void Merged(int number, string title, params string[] labels) =>
        harness.State.Pulls.Add(
            new DoublePull(number, title, $"b{number}", "main", $"{number:x40}")
            {
                IsOpen = false,
                IsMerged = true,
                Labels = labels,
            }
        );
}
