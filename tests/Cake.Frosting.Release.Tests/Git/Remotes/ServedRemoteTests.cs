using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Tests.Git;

/// <summary>A release is pushed the same way, and fails the same way, whatever is between here and the remote.</summary>
[TestFixture("file")]
[TestFixture("git daemon")]
[TestFixture("http")]
[TestFixture("http with a password")]
[TestFixture("ssh")]
public sealed class ServedRemoteTests(string kind)
{
    private GitSandbox sandbox = null!;
    private IServedRemote remote = null!;

    [SetUp]
    public void SetUp()
    {
        sandbox = GitSandbox.Create();
        remote = kind switch
        {
            "git daemon" => new DaemonRemote(sandbox.Remote),
            "http" => new HttpRemote(sandbox.Remote),
            "http with a password" => new HttpRemote(sandbox.Remote, needsPassword: true),
            "ssh" => new SshRemote(sandbox.Remote),
            _ => new FileRemote(sandbox.Remote),
        };
        sandbox.GitIn(sandbox.Remote, "config", "http.receivepack", "true");
        sandbox.Reach(remote);
    }

    [TearDown]
    public void TearDown()
    {
        remote?.Dispose();
        sandbox.Dispose();
    }

    [Test]
    public async Task Commit_and_tag_arrive_and_a_second_run_finds_them()
    {
        await new ReleaseHarness(sandbox).RunAsync();

        ShouldBeReleased();
        sandbox.Runner.Ran.Clear();
        await new ReleaseHarness(sandbox).RunAsync();
        sandbox.Runner.Ran.ShouldAllBe(command => !command.Arguments.Contains("push"));
    }

    [TestCase("pre-receive", "echo 'Not on a Saturday.' >&2; exit 1")]
    [TestCase("update", "case $1 in refs/tags/*) echo 'Not on a Saturday.' >&2; exit 1;; esac")]
    public async Task A_hook_that_refuses_is_quoted_and_nothing_is_published(string hook, string script)
    {
        sandbox.Hook(sandbox.Remote, hook, script);

        var failed = await Should.ThrowAsync<CommandFailedException>(new ReleaseHarness(sandbox).RunAsync());

        failed.Problem.ShouldContain("Not on a Saturday.");
        failed.WayOut.ShouldStartWith("A rule or hook of origin refuses it, nothing was published.");
        ShouldBeUntouched();
    }

    [Test]
    public async Task A_branch_that_moves_meanwhile_keeps_what_came_and_gets_nothing()
    {
        var theirs = "";
        sandbox.Runner.Before = command =>
        {
            if (command.Arguments.Contains("push") && theirs.Length == 0)
            {
                sandbox.Runner.Before = null;
                theirs = sandbox.CommitElsewhereAndPush();
            }
        };

        var failed = await Should.ThrowAsync<CommandFailedException>(new ReleaseHarness(sandbox).RunAsync());

        failed.WayOut.ShouldStartWith("Somebody pushed to main in the meantime.");
        sandbox.GitIn(sandbox.Remote, "rev-parse", "main").ShouldBe(theirs);
        sandbox.GitIn(sandbox.Remote, "tag").ShouldBe("");
    }

    [Test]
    public async Task A_server_that_cannot_take_both_together_gets_neither()
    {
        sandbox.GitIn(sandbox.Remote, "config", "receive.advertiseAtomic", "false");

        var failed = await Should.ThrowAsync<CommandFailedException>(new ReleaseHarness(sandbox).RunAsync());

        failed.WayOut.ShouldBe(
            "origin cannot take commit and tag together; use a server that supports atomic pushes."
        );
        ShouldBeUntouched();
    }

    [TestCase("pre-receive", false)]
    [TestCase("post-receive", true)]
    public async Task Killed_during_the_push_the_next_run_ends_with_one_commit_and_one_tag(
        string hook,
        bool hasArrived
    )
    {
        // The push is cut off while the server is at work: before, or after it has taken everything.
        var mark = Path.Combine(sandbox.Root, "begun");
        sandbox.Hook(sandbox.Remote, hook, $"touch '{mark}'; exec sleep 5");
        var harness = new ReleaseHarness(sandbox);
        using var killing = new CancellationTokenSource();
        var running = harness.RunAsync(killing.Token);
        while (!File.Exists(mark) && !running.IsCompleted)
        {
            await Task.Delay(10);
        }

        await killing.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running);
        File.Delete(Path.Combine(sandbox.Remote, "hooks", hook));
        if (hasArrived)
        {
            sandbox.GitIn(sandbox.Remote, "tag").ShouldBe("v1.4.0");
        }

        await new ReleaseHarness(sandbox) { Facts = new(harness.Facts.All) }.RunAsync();

        ShouldBeReleased();
    }

    [Test]
    public async Task A_server_that_takes_its_time_for_ever_is_given_up_on_with_the_way_out()
    {
        sandbox.Hook(sandbox.Remote, "pre-receive", "exec sleep 600");
        sandbox.With = commands => commands with { NetworkDeadline = TimeSpan.FromSeconds(3) };

        var failed = await Should.ThrowAsync<CommandFailedException>(new ReleaseHarness(sandbox).RunAsync());

        failed.Problem.ShouldContain("did not end within 3 s and was stopped");
        failed.WayOut.ShouldStartWith("git waits: for an answer of the remote");
        failed.WayOut.ShouldContain("git/deadline");
        ShouldBeUntouched();
    }

    private void ShouldBeReleased()
    {
        sandbox.GitIn(sandbox.Remote, "log", "--format=%s", "main").ShouldBe("Release 1.4.0\nBegin");
        sandbox.GitIn(sandbox.Remote, "tag").ShouldBe("v1.4.0");
        sandbox
            .GitIn(sandbox.Remote, "rev-parse", "v1.4.0^{commit}")
            .ShouldBe(sandbox.GitIn(sandbox.Remote, "rev-parse", "main"));
    }

    private void ShouldBeUntouched()
    {
        sandbox.GitIn(sandbox.Remote, "log", "--format=%s", "main").ShouldBe("Begin");
        sandbox.GitIn(sandbox.Remote, "tag").ShouldBe("");
    }
}
