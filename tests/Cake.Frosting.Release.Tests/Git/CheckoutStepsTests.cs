using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Git;
using Cake.Frosting.Release.Steps;
using NSubstitute;

namespace Cake.Frosting.Release.Tests.Git;

/// <summary>A second checkout on real repositories: brought to its branch, and put back.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CheckoutStepsTests : IDisposable
{
    private readonly GitSandbox sandbox = GitSandbox.Create();
    private readonly Facts facts = new();

    private StepContext Context =>
        new(
            new ReleaseIdentity("20261121T104227Z-36-2", "atmosphere", "36-2", "36-1"),
            facts,
            sandbox.Runner,
            Substitute.For<IStepEvents>(),
            TimeProvider.System
        );

    public void Dispose() => sandbox.Dispose();

    [Test]
    public async Task It_is_brought_to_what_the_remote_has_and_put_back()
    {
        var before = sandbox.Git("rev-parse", "HEAD");
        var commit = sandbox.CommitElsewhereAndPush();

        await ReleaseAsync("main");
        Where().ShouldBe(("main", commit));
        facts.Find("backup/checkout:secrets", "commit").ShouldBe(commit);

        await Steps("main").Bring().Undo!.Act(Context, default);
        Where().ShouldBe(("main", before));
        await Steps("main").Bring().Undo!.Act(Context, default);
        Where().ShouldBe(("main", before));
    }

    [Test]
    public async Task Another_branch_that_was_never_here_is_checked_out_and_gone_after_the_way_back()
    {
        var before = sandbox.Git("rev-parse", "HEAD");
        var commit = PushBranch("production");

        await ReleaseAsync("production");
        Where().ShouldBe(("production", commit));
        // Killed behind it, the step runs again.
        await Steps("production").Bring().Act(Context, default);
        Where().ShouldBe(("production", commit));

        await Steps("production").Bring().Undo!.Act(Context, default);
        Where().ShouldBe(("main", before));
        sandbox.Git("branch", "--list", "production").ShouldBeEmpty();
    }

    [Test]
    public async Task A_commit_that_was_checked_out_by_itself_is_so_again_and_the_branch_is_where_it_was()
    {
        var before = sandbox.Git("rev-parse", "HEAD");
        sandbox.Git("switch", "--quiet", "--detach");
        sandbox.CommitElsewhereAndPush();

        await ReleaseAsync("main");
        await Steps("main").Bring().Undo!.Act(Context, default);

        Where().ShouldBe(("HEAD", before));
        sandbox.Git("rev-parse", "main").ShouldBe(before);
    }

    [Test]
    public async Task What_is_pushed_after_the_fetch_is_for_the_next_release()
    {
        var commit = sandbox.CommitElsewhereAndPush();
        await Steps("main").Fetch().Act(Context, default);
        sandbox.PushFrom(Path.Combine(sandbox.Root, "other"), "Late");

        await Steps("main").Bring().Act(Context, default);

        Where().Commit.ShouldBe(commit);
    }

    [Test]
    public async Task What_is_not_committed_is_refused_by_name_and_stays()
    {
        sandbox.Write("by-hand.ini", "password");

        var refusal = await Should.ThrowAsync<ReleaseRefusedException>(() =>
            Steps("main").Check().Act(Context, default)
        );

        refusal.Problem.ShouldEndWith("the checkout secrets, is not clean: by-hand.ini.");
        sandbox.Read("by-hand.ini").ShouldBe("password");
    }

    [Test]
    public async Task Commits_that_only_this_checkout_has_are_refused_while_the_old_version_serves()
    {
        sandbox.Commit("Only here");
        sandbox.CommitElsewhereAndPush();

        var refusal = await Should.ThrowAsync<ReleaseRefusedException>(() =>
            Steps("main").Fetch().Act(Context, default)
        );

        refusal.Problem.ShouldContain("has commits that origin/main does not have");
    }

    [Test]
    public async Task A_branch_that_the_remote_does_not_have_is_refused()
    {
        var refusal = await Should.ThrowAsync<ReleaseRefusedException>(() =>
            Steps("prodution").Check().Act(Context, default)
        );

        refusal.Problem.ShouldContain("has no branch prodution");
    }

    private CheckoutSteps Steps(string branch) => new(sandbox.Repository, "secrets", "origin", branch);

    private async Task ReleaseAsync(string branch)
    {
        var steps = Steps(branch);
        await steps.Check().Act(Context, default);
        await steps.Fetch().Act(Context, default);
        (await steps.Fetch().Probe!(Context, default)).State.ShouldBe(ProbeState.Done);
        await steps.Bring().Act(Context, default);
    }

    private (string Branch, string Commit) Where() =>
        (sandbox.Git("rev-parse", "--abbrev-ref", "HEAD"), sandbox.Git("rev-parse", "HEAD"));

    private string PushBranch(string branch)
    {
        sandbox.CommitElsewhereAndPush();
        var other = Path.Combine(sandbox.Root, "other");
        sandbox.GitIn(other, "push", "--quiet", "origin", $"HEAD:refs/heads/{branch}");
        return sandbox.GitIn(other, "rev-parse", "HEAD");
    }
}
