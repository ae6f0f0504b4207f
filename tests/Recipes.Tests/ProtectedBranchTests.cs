using Recipes.Tests.Harness;

namespace Recipes.Tests;

/// <summary>A protected branch gets the release commit by a pull request that the tool opens on GitHub.</summary>
[TestFixture]
internal sealed class ProtectedBranchTests
{
    private const string Branch = "release/1.4.0";
    private GitProject project = null!;

    [SetUp]
    public void SetUp() => project = new GitProject("git: { via: pull-request }");

    [TearDown]
    public void TearDown() => project.Dispose();

    [TestCase("--squash")]
    [TestCase("--no-ff")]
    public async Task It_is_opened_once_waits_without_another_edit_and_is_tagged_once_it_is_merged(string how)
    {
        using var first = await project.RunAsync("--target=Release");
        first.ExitCode.ShouldBe(1, first.Output);
        var pull = project.State.Pulls.ShouldHaveSingleItem();
        (pull.Title, pull.Head, pull.Into).ShouldBe(("Release 1.4.0", Branch, "main"));
        pull.Body.ShouldStartWith("### Added\n\n- One thing.\n\nOnce this is merged");
        first.Output.ShouldContain($"Merge {project.GitHub.Root}example/shop/pull/{pull.Number}");
        project.State.Releases.ShouldBeEmpty();
        var proposed = project.BranchOfRemote(Branch);
        var moves = project.Git("reflog").Split('\n').Length;

        foreach (var directory in new[] { project.Directory, project.Clone("ci-job"), project.Directory })
        {
            using var waiting = await project.Start(directory, "--target=Release").EndAsync();
            waiting.ExitCode.ShouldBe(1, waiting.Output);
            waiting.Output.ShouldContain($"Merge {project.GitHub.Root}example/shop/pull/{pull.Number}");
        }

        project.BranchOfRemote(Branch).ShouldBe(proposed, "the same was proposed twice");
        project.Git("reflog").Split('\n').Length.ShouldBe(moves, "a run that waits made a commit");
        project.GitHub.Requests.Count(request => !request.StartsWith("GET")).ShouldBe(1);

        Merge(how);
        project.Git("pull", "--quiet", "--ff-only", "origin", "main");
        using var merged = await project.RunAsync("--target=Release");
        merged.ExitCode.ShouldBe(0, merged.Output);

        GitCommand
            .Run(project.Remote, "rev-parse", "v1.4.0^{commit}")
            .ShouldBe(project.BranchOfRemote("main"));
        project.State.Pulls.ShouldHaveSingleItem();
        var release = project.State.Releases.ShouldHaveSingleItem();
        (release.Draft, release.TagName, release.Body).ShouldBe(
            (false, "v1.4.0", "### Added\n\n- One thing.")
        );
        project.State.TagsByPublishing.ShouldBeEmpty();
    }

    [Test]
    public async Task What_comes_to_main_meanwhile_is_proposed_anew_in_the_same_pull_request()
    {
        await ProposeAsync();
        var proposed = project.BranchOfRemote(Branch);
        project.Write("CHANGELOG.md", "## [Unreleased]\n\n### Added\n\n- One thing.\n- Another.\n");
        project.Commit("Another thing");
        project.Push();

        using var next = await project.RunAsync("--target=Release");

        next.ExitCode.ShouldBe(1, next.Output);
        project.State.Pulls.ShouldHaveSingleItem();
        project.BranchOfRemote(Branch).ShouldNotBe(proposed);
        GitCommand.Run(project.Remote, "show", $"{Branch}:CHANGELOG.md").ShouldContain("- Another.");
        GitCommand.Run(project.Remote, "rev-list", "--count", $"main..{Branch}").ShouldBe("1");
    }

    [Test]
    public async Task What_reviewers_pushed_to_it_is_kept_and_never_pushed_over()
    {
        await ProposeAsync();
        var reviewed = Review("Wording");

        using var waiting = await project.RunAsync("--target=Release");
        waiting.ExitCode.ShouldBe(1, waiting.Output);
        waiting.Output.ShouldContain("Merge ");
        project.BranchOfRemote(Branch).ShouldBe(reviewed);

        project.Commit("Something else");
        project.Push();
        using var next = await project.RunAsync("--target=Release");
        next.ExitCode.ShouldBe(1, next.Output);
        next.Output.ShouldContain($"The branch {Branch} of origin has work that main has not");
        next.Output.ShouldContain("Wording");
        project.BranchOfRemote(Branch).ShouldBe(reviewed);
    }

    [Test]
    public async Task Closed_by_a_person_it_is_not_opened_again_until_its_branch_is_gone()
    {
        await ProposeAsync();
        project.State.Pulls[0].IsOpen = false;

        using var closed = await project.RunAsync("--target=Release");
        closed.ExitCode.ShouldBe(1, closed.Output);
        closed.Output.ShouldContain("was closed, and not merged");
        project.State.Pulls.ShouldHaveSingleItem();

        project.Git("push", "--quiet", "origin", "--delete", Branch);
        using var anew = await project.RunAsync("--target=Release");
        anew.ExitCode.ShouldBe(1, anew.Output);
        project.State.Pulls.Count.ShouldBe(2);
        project.State.Pulls[1].IsOpen.ShouldBeTrue();
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Killed_around_the_request_the_next_run_ends_with_one_pull_request(bool after)
    {
        ToolRun? running = null;
        project.GitHub.On = (request, isDone) =>
        {
            if (isDone != after || request.ToString() != "POST /api/v3/repos/example/shop/pulls")
            {
                return;
            }

            running!.Kill();
            if (!after)
            {
                throw new IOException("It was never asked.");
            }
        };
        running = project.Start(project.Directory, "--target=Release");
        using var killed = await running.EndAsync();
        killed.ExitCode.ShouldBe(137, killed.Output);
        project.State.Pulls.Count.ShouldBe(after ? 1 : 0);

        project.GitHub.On = (_, _) => { };
        using var next = await project.RunAsync("--target=Release");
        next.ExitCode.ShouldBe(1, next.Output);
        project.State.Pulls.ShouldHaveSingleItem();
        next.Output.ShouldContain("Merge http", customMessage: next.Output);
        project.Git("status", "--porcelain", "--branch").ShouldBe("## main...origin/main");
    }

    [Test]
    public async Task Labels_of_merged_pull_requests_decide_what_the_changelog_says()
    {
        using var labelled = new GitProject(
            "changelog: { from: pull-requests, sections: { enhancement: Added, bug: Fixed, internal: none } }",
            "# Changelog\n\n## [1.3.0] - 2026-01-02\n\n### Fixed\n\n- Old.\n"
        );
        foreach (
            var (number, title, label) in new[]
            {
                (21, "Carts can be shared", "enhancement"),
                (22, "Prices are right", "bug"),
                (23, "Tidy up", "internal"),
            }
        )
        {
            labelled.Commit($"{title} (#{number})");
            labelled.State.Pulls.Add(
                new(number, $"{title}, renamed", $"b{number}", "main", "")
                {
                    Labels = [label],
                    IsOpen = false,
                }
            );
        }

        labelled.Push();
        using var run = await labelled.RunAsync("--target=Tag", "--version=1.4.0");

        run.ExitCode.ShouldBe(0, run.Output);
        var changelog = labelled.Read("CHANGELOG.md");
        changelog.ShouldStartWith("# Changelog\n\n## [1.4.0] - ");
        changelog.ShouldContain(
            "### Added\n\n- Carts can be shared, renamed (#21)\n\n### Fixed\n\n- Prices are right, renamed (#22)\n\n## [1.3.0] - 2026-01-02\n\n### Fixed\n\n- Old.\n"
        );
        changelog.ShouldNotContain("Tidy up");
    }

    [Test]
    public async Task Its_plan_has_the_request_and_opens_nothing()
    {
        using var plan = await project.RunAsync("--target=Plan");

        plan.ExitCode.ShouldBe(0, plan.Output);
        plan.Output.ShouldContain($"POST {project.GitHub.Api}/repos/example/shop/pulls");
        plan.Output.ShouldContain($"gh pr create --head {Branch} --base main --title 'Release 1.4.0'");
        project.GitHub.Requests.ShouldAllBe(request => request.StartsWith("GET"));
    }

    private async Task ProposeAsync()
    {
        using var first = await project.RunAsync("--target=Release");
        first.ExitCode.ShouldBe(1, first.Output);
        project.State.Pulls.ShouldHaveSingleItem();
    }

    private string Review(string message)
    {
        var clone = project.Clone("reviewer");
        GitCommand.Run(clone, "switch", "--quiet", Branch);
        File.AppendAllText(Path.Combine(clone, "CHANGELOG.md"), "\n");
        GitCommand.Run(clone, "commit", "--quiet", "--all", $"--message={message}");
        GitCommand.Run(clone, "push", "--quiet", "origin", Branch);
        return GitCommand.Run(clone, "rev-parse", "HEAD");
    }

    private void Merge(string how)
    {
        project.Merge(Branch, how, "Release 1.4.0 (#1)");
        project.State.Pulls[0].IsOpen = false;
        project.State.Pulls[0].IsMerged = true;
    }
}
