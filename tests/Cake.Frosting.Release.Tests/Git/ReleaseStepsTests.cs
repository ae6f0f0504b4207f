using Cake.Frosting.Release.Changelogs;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Tests.Git;

public sealed class ReleaseStepsTests
{
    private GitSandbox sandbox = null!;

    [SetUp]
    public void SetUp() => sandbox = GitSandbox.Create();

    [TearDown]
    public void TearDown() => sandbox.Dispose();

    [Test]
    public async Task A_release_makes_one_commit_and_one_tag_and_publishes_both()
    {
        await new ReleaseHarness(sandbox).RunAsync();

        sandbox.Git("log", "--format=%s").Split('\n').ShouldBe(["Release 1.4.0", "Begin"]);
        sandbox.Git("cat-file", "-t", "v1.4.0").ShouldBe("tag");
        sandbox
            .Git("for-each-ref", "--format=%(contents)", "refs/tags/v1.4.0")
            .ShouldBe("Release 1.4.0\n\n### Added\n\n- One thing.");
        var head = sandbox.Git("rev-parse", "HEAD");
        sandbox.GitIn(sandbox.Remote, "rev-parse", "main").ShouldBe(head);
        sandbox.GitIn(sandbox.Remote, "rev-parse", "v1.4.0^{commit}").ShouldBe(head);
        sandbox.Git("status", "--porcelain").ShouldBe("");
    }

    [Test]
    public async Task Run_again_it_finds_everything_done_and_changes_nothing()
    {
        await new ReleaseHarness(sandbox).RunAsync();
        var refs = sandbox.Git("for-each-ref") + sandbox.GitIn(sandbox.Remote, "for-each-ref");

        var again = new ReleaseHarness(sandbox);
        foreach (var step in again.Steps)
        {
            (await again.ProbeAsync(step.Id)).State.ShouldBe(ProbeState.Done, step.Id);
            await step.Act(again.Context, default);
        }

        (sandbox.Git("for-each-ref") + sandbox.GitIn(sandbox.Remote, "for-each-ref")).ShouldBe(refs);
    }

    [Test]
    public async Task Probes_say_how_they_know()
    {
        await new ReleaseHarness(sandbox).RunAsync();
        var head = sandbox.Git("rev-parse", "HEAD")[..9];
        var again = new ReleaseHarness(sandbox);

        (await again.ProbeAsync("changelog/edit")).Reason.ShouldBe("CHANGELOG.md has a section for 1.4.0");
        (await again.ProbeAsync("changelog/commit")).Reason.ShouldBe($"commit {head} has it");
        (await again.ProbeAsync("tag/create")).Reason.ShouldBe($"the tag v1.4.0 is at {head}");
        (await again.ProbeAsync("tag/push")).Reason.ShouldBe($"origin has {head} on main and v1.4.0");
    }

    [Test]
    public async Task Before_a_release_every_probe_says_that_there_is_everything_to_do_and_changes_nothing()
    {
        var harness = new ReleaseHarness(sandbox);
        foreach (var step in harness.Steps)
        {
            (await harness.ProbeAsync(step.Id)).State.ShouldBe(ProbeState.NotDone, step.Id);
        }

        harness.Facts.All.ShouldBeEmpty();
        sandbox.Git("status", "--porcelain").ShouldBe("");
    }

    [Test]
    public async Task What_is_executed_is_what_the_plan_shows_with_its_blanks_filled_in()
    {
        var harness = new ReleaseHarness(sandbox);
        await harness.RunAsync();
        var commit = sandbox.Git("rev-parse", "HEAD");

        harness.Instructions.ShouldBe(
            harness
                .Steps.SelectMany(step => step.Instructions)
                .Select(planned =>
                    planned with
                    {
                        Text = planned.Text.Replace("‹commit›", commit, StringComparison.Ordinal),
                    }
                )
        );
    }

    [Test]
    public async Task Only_its_own_file_is_committed_whatever_the_index_holds()
    {
        sandbox.Write("other.txt", "staged by somebody");
        sandbox.Git("add", "other.txt");

        await new ReleaseHarness(sandbox).RunAsync();

        sandbox.Git("show", "--format=", "--name-only", "HEAD").ShouldBe("CHANGELOG.md");
        sandbox.Git("status", "--porcelain").ShouldBe("A  other.txt");
    }

    [Test]
    public async Task Undo_before_the_push_brings_back_commit_tag_and_file_and_leaves_foreign_changes_alone()
    {
        var before = sandbox.Git("rev-parse", "HEAD");
        var text = sandbox.Read("CHANGELOG.md");
        sandbox.Write("other.txt", "staged by somebody");
        sandbox.Git("add", "other.txt");
        var harness = new ReleaseHarness(sandbox);
        foreach (var step in harness.Steps.Take(3))
        {
            await step.Act(harness.Context, default);
        }

        await harness.UndoAsync();
        await harness.UndoAsync();

        sandbox.Git("rev-parse", "HEAD").ShouldBe(before);
        sandbox.Git("tag").ShouldBe("");
        sandbox.Read("CHANGELOG.md").ShouldBe(text);
        sandbox.Git("status", "--porcelain").ShouldBe("A  other.txt");
        harness.Warnings.ShouldBeEmpty();
    }

    [Test]
    public async Task Undo_after_the_push_leaves_what_is_published()
    {
        var harness = new ReleaseHarness(sandbox);
        await harness.RunAsync();
        var head = sandbox.Git("rev-parse", "HEAD");

        await harness.UndoAsync();

        sandbox.Git("rev-parse", "HEAD").ShouldBe(head);
        sandbox.Git("tag").ShouldBe("v1.4.0");
        sandbox.Read("CHANGELOG.md").ShouldContain("## [1.4.0]");
        sandbox.Git("status", "--porcelain").ShouldBe("");
    }

    [Test]
    public async Task Undo_leaves_a_commit_that_somebody_has_built_upon()
    {
        var harness = new ReleaseHarness(
            sandbox,
            with: options => options with { PushDisabled = "push is off" }
        );
        await harness.RunAsync();
        var later = sandbox.Commit("Later work");

        await harness.UndoAsync();

        sandbox.Git("rev-parse", "HEAD").ShouldBe(later);
        harness.Warnings.ShouldContain(warning =>
            warning.Contains("HEAD has moved on", StringComparison.Ordinal)
        );
    }

    [Test]
    public async Task With_push_disabled_nothing_is_pushed_and_the_plan_says_why()
    {
        var harness = new ReleaseHarness(
            sandbox,
            with: options => options with { PushDisabled = "push is off in release.yml" }
        );
        await harness.RunAsync();

        (await harness.ProbeAsync("tag/push")).ShouldBe(Probe.NotNeeded("push is off in release.yml"));
        sandbox.GitIn(sandbox.Remote, "tag").ShouldBe("");
    }

    [Test]
    public async Task A_tag_at_another_commit_is_refused_with_the_way_out()
    {
        sandbox.Git("tag", "v1.4.0");
        var at = sandbox.Git("rev-parse", "--short=9", "HEAD");

        var refused = await Should.ThrowAsync<ReleaseRefusedException>(
            new ReleaseHarness(sandbox).RunAsync()
        );

        refused.Problem.ShouldStartWith($"The tag v1.4.0 exists already, at {at} and not at ");
        refused.WayOut.ShouldBe(
            "Choose another version with --version=X.Y.Z; or, where the tag was never published, git tag -d v1.4.0"
        );
    }

    [Test]
    public async Task A_hook_of_the_remote_that_refuses_is_quoted_and_nothing_is_published()
    {
        sandbox.Hook(sandbox.Remote, "pre-receive", "echo 'Tags need a ticket number.' >&2; exit 1");

        var harness = new ReleaseHarness(sandbox);
        var failed = await Should.ThrowAsync<CommandFailedException>(harness.RunAsync());

        failed.Problem.ShouldContain("remote: Tags need a ticket number.");
        failed.WayOut.ShouldBe(
            "A rule or hook of origin refuses it, nothing was published. Meet the rule, or allow this user to push to main and to create v1.4.0."
        );
        sandbox.GitIn(sandbox.Remote, "tag").ShouldBe("");

        await harness.UndoAsync();
        sandbox.Git("log", "--format=%s").ShouldBe("Begin");
        sandbox.Git("tag").ShouldBe("");
    }

    [Test]
    public async Task A_hook_that_refuses_only_the_tag_keeps_the_branch_back_too()
    {
        sandbox.Hook(
            sandbox.Remote,
            "update",
            "case $1 in refs/tags/*) echo 'no tags today' >&2; exit 1;; esac"
        );
        var before = sandbox.GitIn(sandbox.Remote, "rev-parse", "main");

        await Should.ThrowAsync<CommandFailedException>(new ReleaseHarness(sandbox).RunAsync());

        sandbox.GitIn(sandbox.Remote, "rev-parse", "main").ShouldBe(before);
    }

    [Test]
    public async Task A_push_that_somebody_else_was_faster_than_says_so()
    {
        sandbox.CommitElsewhereAndPush();

        var failed = await Should.ThrowAsync<CommandFailedException>(new ReleaseHarness(sandbox).RunAsync());

        failed.WayOut.ShouldBe(
            "Somebody pushed to main in the meantime. Let this release take its commit and tag back, git pull, and release again."
        );
    }

    [Test]
    public async Task A_commit_hook_that_refuses_is_quoted()
    {
        sandbox.Hook(
            Path.Combine(sandbox.Work, ".git"),
            "pre-commit",
            "echo 'Not on a Saturday.' >&2; exit 1"
        );

        var failed = await Should.ThrowAsync<CommandFailedException>(new ReleaseHarness(sandbox).RunAsync());

        failed.Problem.ShouldContain("Not on a Saturday.");
        failed.WayOut.ShouldStartWith("A hook of this repository refused the commit");
    }

    [Test]
    public async Task Nobody_configured_is_refused_with_the_commands_that_help()
    {
        sandbox.Git("config", "--unset", "user.name");
        sandbox.Git("config", "--unset", "user.email");

        var refused = await Should.ThrowAsync<ReleaseRefusedException>(
            new ReleaseHarness(sandbox).RunAsync()
        );

        refused.Problem.ShouldBe(
            "git does not know who makes the release commit: no user.name and user.email are configured."
        );
    }

    [Test]
    public async Task Who_is_configured_for_releases_makes_commit_and_tag()
    {
        sandbox.Git("config", "--unset", "user.name");
        sandbox.Git("config", "--unset", "user.email");
        sandbox.With = commands => commands with { Author = "Shop Release <release@example.org>" };

        await new ReleaseHarness(sandbox).RunAsync();

        sandbox
            .Git("log", "-1", "--format=%an <%ae>, %cn <%ce>")
            .ShouldBe("Shop Release <release@example.org>, Shop Release <release@example.org>");
        sandbox
            .Git("for-each-ref", "--format=%(taggername) %(taggeremail)", "refs/tags")
            .ShouldBe("Shop Release <release@example.org>");
    }

    [Test]
    public async Task A_configuration_that_signs_everything_signs_nothing_here_unless_asked()
    {
        sandbox.Git("config", "commit.gpgSign", "true");
        sandbox.Git("config", "tag.gpgSign", "true");
        sandbox.Git("config", "gpg.program", "/bin/false");

        await new ReleaseHarness(sandbox).RunAsync();

        sandbox.Git("tag").ShouldBe("v1.4.0");
    }

    [Test]
    public async Task A_signature_that_cannot_be_made_fails_with_the_way_out()
    {
        sandbox.Git("config", "gpg.program", "/bin/false");

        var failed = await Should.ThrowAsync<CommandFailedException>(
            new ReleaseHarness(sandbox, with: options => options with { Sign = true }).RunAsync()
        );

        failed.WayOut.ShouldStartWith("Signing may not ask for a passphrase");
    }

    [Test]
    public async Task Other_annotated_tags_are_not_pushed_along()
    {
        sandbox.Git("config", "push.followTags", "true");
        sandbox.Git("tag", "--annotate", "--message", "private", "private");

        await new ReleaseHarness(sandbox).RunAsync();

        sandbox.GitIn(sandbox.Remote, "tag").ShouldBe("v1.4.0");
    }

    [Test]
    public async Task An_empty_release_that_is_allowed_tags_the_commit_that_is_there()
    {
        sandbox.Write("CHANGELOG.md", "## [Unreleased]\n");
        var head = sandbox.Commit("Nothing to tell");

        await new ReleaseHarness(
            sandbox,
            changelog: new ChangelogOptions { RequireEntries = false }
        ).RunAsync();

        sandbox.GitIn(sandbox.Remote, "rev-parse", "v1.4.0^{commit}").ShouldBe(head);
    }
}
