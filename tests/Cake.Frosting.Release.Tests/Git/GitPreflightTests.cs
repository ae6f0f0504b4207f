using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Git;

namespace Cake.Frosting.Release.Tests.Git;

public sealed class GitPreflightTests
{
    private GitSandbox sandbox = null!;

    [SetUp]
    public void SetUp() => sandbox = GitSandbox.Create();

    [TearDown]
    public void TearDown() => sandbox.Dispose();

    [Test]
    public async Task A_clean_clone_on_its_branch_is_ready() => (await FindAsync()).ShouldBeEmpty();

    [Test]
    public async Task Looking_changes_nothing_in_the_repository()
    {
        sandbox.CommitElsewhereAndPush();
        var before = Snapshot();

        await FindAsync();

        Snapshot().ShouldBe(before);
    }

    [Test]
    public async Task Files_not_committed_are_named()
    {
        sandbox.Write("CHANGELOG.md", "changed");
        sandbox.Write("new file.txt", "untracked");

        (await FindAsync())
            .Select(finding => finding.Problem)
            .ShouldBe([
                "1 file is changed and not committed: CHANGELOG.md",
                "1 file is not known to git: new file.txt",
            ]);
    }

    [Test]
    public async Task Renamed_and_strangely_named_files_are_named()
    {
        sandbox.Write("a b\nc", "x");
        sandbox.Git("add", "--all");
        sandbox.Git("commit", "--quiet", "--message", "strange");
        sandbox.Git("push", "--quiet", "origin", "main");
        sandbox.Git("mv", "--", "a b\nc", "-z $(x)");

        (await FindAsync()).Single().Problem.ShouldBe("1 file is changed and not committed: -z $(x)");
    }

    [Test]
    public async Task A_detached_head_is_refused()
    {
        sandbox.Git("switch", "--quiet", "--detach");
        var head = sandbox.Git("rev-parse", "HEAD")[..9];

        var finding = (await FindAsync()).Single();

        finding.Problem.ShouldBe($"HEAD is detached at {head}: a release commit would belong to no branch.");
        finding.WayOut.ShouldBe("git switch main");
    }

    [Test]
    public async Task Another_branch_is_refused()
    {
        sandbox.Git("switch", "--quiet", "--create", "feature");

        var finding = (await FindAsync()).Single();

        finding.Problem.ShouldBe("The branch feature is checked out, and releases are made from main.");
        finding.WayOut.ShouldBe("git switch main");
    }

    [Test]
    public async Task A_shallow_clone_is_refused()
    {
        sandbox.Commit("Second");
        sandbox.Git("push", "--quiet", "origin", "main");
        var shallow = Path.Combine(sandbox.Root, "shallow");
        sandbox.GitIn(sandbox.Root, "clone", "--quiet", "--depth=1", $"file://{sandbox.Remote}", shallow);

        var findings = await new GitPreflight(
            sandbox.In(shallow),
            Options with
            {
                NeedsIdentity = false,
            }
        ).FindAsync();

        findings
            .Single()
            .Problem.ShouldBe(
                "The clone is shallow: tags and commits since the last release may be missing."
            );
    }

    [Test]
    public async Task A_branch_behind_its_remote_is_refused_without_fetching()
    {
        var theirs = sandbox.CommitElsewhereAndPush()[..9];

        var finding = (await FindAsync()).Single();

        finding.Problem.ShouldBe(
            $"origin's main is at {theirs}, which is not here: HEAD is behind it or has diverged from it."
        );
        finding.WayOut.ShouldBe("git pull origin main");
    }

    [Test]
    public async Task A_branch_behind_by_known_commits_says_how_many()
    {
        sandbox.CommitElsewhereAndPush();
        sandbox.Git("fetch", "--quiet");

        (await FindAsync()).Single().Problem.ShouldBe("HEAD is 1 commit behind origin's main.");
    }

    [Test]
    public async Task A_diverged_branch_says_how_far()
    {
        sandbox.CommitElsewhereAndPush();
        sandbox.Git("fetch", "--quiet");
        sandbox.Commit("Mine");
        sandbox.Commit("Mine too");

        (await FindAsync())
            .Single()
            .ShouldBe(
                new GitFinding(
                    "HEAD has diverged from origin's main: 2 commits only here, 1 commit only there.",
                    "git pull --rebase origin main"
                )
            );
    }

    [Test]
    public async Task A_remote_that_cannot_be_reached_is_refused()
    {
        Directory.Delete(sandbox.Remote, recursive: true);

        (await FindAsync()).Single().WayOut.ShouldBe("Check the remote's name and address: git remote -v");
    }

    [Test]
    public async Task A_tag_on_another_commit_is_refused_here_and_there()
    {
        sandbox.Git("tag", "--annotate", "--message", "x", "v1.4.0");
        sandbox.Git("push", "--quiet", "origin", "v1.4.0");
        var tagged = sandbox.Git("rev-parse", "HEAD")[..9];
        sandbox.Commit("Later");

        (await FindAsync())
            .Select(finding => finding.Problem)
            .ShouldBe([
                $"The tag v1.4.0 exists already, at {tagged} and not at HEAD.",
                $"origin has the tag v1.4.0 already, at {tagged} and not at HEAD.",
            ]);
    }

    [Test]
    public async Task A_tag_on_this_commit_is_no_obstacle()
    {
        sandbox.Git("tag", "--annotate", "--message", "x", "v1.4.0");
        sandbox.Git("push", "--quiet", "origin", "v1.4.0");

        (await FindAsync()).ShouldBeEmpty();
    }

    [Test]
    public async Task A_tag_that_only_the_remote_has_must_be_fetched()
    {
        sandbox.Git("tag", "v1.4.0");
        sandbox.Git("push", "--quiet", "origin", "v1.4.0");
        sandbox.Git("tag", "--delete", "v1.4.0");

        (await FindAsync())
            .Single()
            .ShouldBe(
                new GitFinding(
                    "origin has the tag v1.4.0, and this clone has not.",
                    "git fetch origin tag v1.4.0"
                )
            );
    }

    [Test]
    public async Task All_findings_are_told_at_once()
    {
        sandbox.Git("switch", "--quiet", "--create", "feature");
        sandbox.Write("new.txt", "x");

        var step = new GitPreflight(sandbox.Repository, Options).Create();
        var refused = await Should.ThrowAsync<ReleaseRefusedException>(
            step.Act(new ReleaseHarness(sandbox).Context, default)
        );

        refused.Message.ShouldBe(
            """
            The git repository is not ready for a release, for 2 reasons:
            1. The branch feature is checked out, and releases are made from main.
               → git switch main
            2. 1 file is not known to git: new.txt
               → Commit or remove them, list them in .gitignore, or put them aside: git stash --include-untracked
            """
        );
    }

    [Test]
    public async Task An_edit_that_an_interrupted_run_made_itself_is_no_dirt_and_a_foreign_one_is()
    {
        var harness = new ReleaseHarness(sandbox);
        await harness.Steps[0].Act(harness.Context, default);
        sandbox.Write(".CHANGELOG.md.release-tmp", "half");
        var options = Options with { OwnEdits = harness.Changelog.OwnEdits(harness.Facts) };

        (await new GitPreflight(sandbox.Repository, options).FindAsync()).ShouldBeEmpty();

        File.AppendAllText(Path.Combine(sandbox.Work, "CHANGELOG.md"), "- by hand\n");
        (await new GitPreflight(sandbox.Repository, options).FindAsync())
            .Single()
            .Problem.ShouldBe("1 file is changed and not committed: CHANGELOG.md");
    }

    [Test]
    public async Task A_directory_that_is_no_repository_is_refused()
    {
        var findings = await new GitPreflight(sandbox.In(sandbox.Root), Options).FindAsync();

        findings.Single().Problem.ShouldBe($"{sandbox.Root} is not the work tree of a git repository.");
    }

    [Test]
    public async Task A_bare_repository_is_refused()
    {
        var findings = await new GitPreflight(sandbox.In(sandbox.Remote), Options).FindAsync();

        findings.Single().Problem.ShouldBe($"{sandbox.Remote} is not the work tree of a git repository.");
    }

    [Test]
    public async Task A_repository_of_another_user_is_explained()
    {
        sandbox.Runner.Environment["GIT_TEST_ASSUME_DIFFERENT_OWNER"] = "1";

        var finding = (await FindAsync()).Single();

        finding.Problem.ShouldBe(
            $"git does not trust the repository in {sandbox.Work}: it belongs to another user than the one who runs this."
        );
        finding.WayOut.ShouldBe(
            $"Run the release as its owner, or trust it: git config --global --add safe.directory {sandbox.Work}"
        );
    }

    [Test]
    public async Task Without_a_name_and_address_git_is_not_left_to_invent_them()
    {
        sandbox.Git("config", "--unset", "user.email");

        (await FindAsync())
            .Single()
            .Problem.ShouldStartWith("git does not know who makes the release commit");
    }

    private static GitPreflightOptions Options => new() { Branch = "main", Tag = "v1.4.0" };

    private Task<IReadOnlyList<GitFinding>> FindAsync() =>
        new GitPreflight(sandbox.Repository, Options).FindAsync();

    private string Snapshot() =>
        string.Join(
            '\n',
            Directory
                .EnumerateFiles(sandbox.Work, "*", SearchOption.AllDirectories)
                .Order()
                .Select(file => $"{file} {File.GetLastWriteTimeUtc(file).Ticks} {new FileInfo(file).Length}")
        );
}
