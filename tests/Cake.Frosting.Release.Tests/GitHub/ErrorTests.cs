using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.GitHub;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Tests.GitHub;

/// <summary>What GitHub refuses is told in its own words, with the way out and without the token.</summary>
public sealed class ErrorTests
{
    [Test]
    public async Task A_wrong_token_is_named_and_not_shown()
    {
        using var harness = new GitHubHarness { Token = "ghp_wrong" };

        var refusal = await RefusedAsync(harness, Stage.Preflight);

        refusal.Problem.ShouldBe(
            "127.0.0.1 answered GET /api/v3/repos/example/shop with 401: Bad credentials."
        );
        refusal.WayOut.ShouldBe(
            "The token in GITHUB_TOKEN is wrong or has expired: make a new one and set GITHUB_TOKEN to it."
        );
        refusal.ToString().ShouldNotContain("ghp_");
        string.Concat(harness.Lines).ShouldNotContain("ghp_");
    }

    [Test]
    public async Task A_token_that_may_only_read_is_found_in_Preflight()
    {
        using var harness = new GitHubHarness();
        harness.State.CanPush = false;

        var refusal = await RefusedAsync(harness, Stage.Preflight);

        refusal.Problem.ShouldBe("The token in GITHUB_TOKEN may read example/shop and not write to it.");
    }

    [Test]
    public async Task A_missing_permission_is_the_one_that_GitHub_names()
    {
        using var harness = new GitHubHarness();
        harness.Double.Faults.Add(
            new Fault("POST /releases")
            {
                Status = 403,
                Body = "{\"message\":\"Resource not accessible by integration\"}",
                Headers = new() { ["X-Accepted-GitHub-Permissions"] = "contents=write" },
            }
        );

        var refusal = await RefusedAsync(harness);

        refusal.Problem.ShouldEndWith("with 403: Resource not accessible by integration.");
        refusal.WayOut.ShouldBe(
            "Give the token in GITHUB_TOKEN the permission contents=write; in a workflow, that is its key permissions."
        );
    }

    [Test]
    public async Task Single_sign_on_leads_to_its_page()
    {
        using var harness = new GitHubHarness();
        harness.Double.Faults.Add(
            new Fault("GET /shop")
            {
                Status = 403,
                Body = "{\"message\":\"Resource protected by organization SAML enforcement.\"}",
                Headers = new()
                {
                    ["X-GitHub-SSO"] = "required; url=https://github.com/orgs/example/sso?x=1",
                },
            }
        );

        (await RefusedAsync(harness)).WayOut.ShouldEndWith(": https://github.com/orgs/example/sso?x=1");
    }

    [Test]
    public async Task A_field_that_is_wrong_is_named()
    {
        using var harness = new GitHubHarness();
        harness.Double.Faults.Add(
            new Fault("POST /releases")
            {
                Status = 422,
                Body =
                    "{\"message\":\"Validation Failed\",\"errors\":[{\"resource\":\"Release\",\"field\":\"tag_name\",\"code\":\"custom\",\"message\":\"tag_name was used by an immutable release\"},\"and more\"]}",
            }
        );

        (await RefusedAsync(harness)).Problem.ShouldEndWith(
            "with 422: Validation Failed (Release.tag_name tag_name was used by an immutable release; and more)."
        );
    }

    [Test]
    public async Task A_repository_that_nobody_may_see_is_not_there()
    {
        using var harness = new GitHubHarness();
        harness.Double.Faults.Add(
            new Fault("GET /shop") { Status = 404, Body = "{\"message\":\"Not Found\"}" }
        );

        (await RefusedAsync(harness)).WayOut.ShouldContain("github/repository");
    }

    [Test]
    public async Task A_repository_that_was_renamed_is_not_followed()
    {
        using var harness = new GitHubHarness();
        harness.Double.Faults.Add(
            new Fault("GET /shop")
            {
                Status = 301,
                Headers = new() { ["Location"] = "https://elsewhere.example.org/repositories/7" },
            }
        );

        (await RefusedAsync(harness)).WayOut.ShouldStartWith(
            "It has moved to https://elsewhere.example.org/repositories/7"
        );
    }

    [Test]
    public async Task An_address_of_web_pages_is_found_out()
    {
        using var harness = new GitHubHarness();
        harness.Double.Faults.Add(new Fault("GET /shop") { Status = 200, Body = "<html>Sign in</html>" });

        (await RefusedAsync(harness)).WayOut.ShouldContain("/api/v3");
    }

    [Test]
    public async Task An_archived_repository_is_refused()
    {
        using var harness = new GitHubHarness();
        harness.State.Archived = true;

        (await RefusedAsync(harness)).Problem.ShouldStartWith("example/shop is archived");
    }

    [Test]
    public async Task A_limit_that_is_far_off_is_not_waited_for()
    {
        using var harness = new GitHubHarness();
        var reset = DateTimeOffset.UtcNow.AddHours(2);
        harness.Double.Faults.Add(
            new Fault("POST /releases")
            {
                Status = 403,
                Body = "{\"message\":\"API rate limit exceeded for user ID 1.\"}",
                Headers = new()
                {
                    ["x-ratelimit-remaining"] = "0",
                    ["x-ratelimit-reset"] = $"{reset.ToUnixTimeSeconds()}",
                },
            }
        );

        await harness.RunAsync(Stage.Backup);

        harness
            .Warnings.ShouldHaveSingleItem()
            .ShouldContain("with 403: API rate limit exceeded for user ID 1. The release goes on");
    }

    [Test]
    public async Task Nobody_at_the_address_is_no_reason_to_stop()
    {
        using var harness = new GitHubHarness
        {
            Api = new Uri("http://127.0.0.1:9/api/v3"),
            BackOff = new BackOff { Tries = 2, First = GitHubHarness.Moment },
        };

        await harness.Steps[0].Act(harness.Context, default);

        harness
            .Warnings.ShouldHaveSingleItem()
            .ShouldContain("127.0.0.1 does not answer GET /api/v3/repos/example/shop");
    }

    [Test]
    public async Task The_token_is_not_sent_to_a_host_that_an_answer_names()
    {
        using var harness = new GitHubHarness();
        harness.State.UploadRoot = new Uri("http://uploads.example.net/");

        var refusal = await RefusedAsync(harness);

        refusal.Problem.ShouldContain("and the token is not sent there");
        refusal.WayOut.ShouldContain("github/uploads");
    }

    private static Task<ReleaseRefusedException> RefusedAsync(
        GitHubHarness harness,
        Stage until = Stage.Announce
    ) => Should.ThrowAsync<ReleaseRefusedException>(() => harness.RunAsync(until));
}
