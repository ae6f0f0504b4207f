using System.Net;
using System.Net.Sockets;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Git;

namespace Cake.Frosting.Release.Tests.Git;

/// <summary>Where git would ask somebody, or wait for ever, it fails and says what to do. Nobody sits there at night.</summary>
public sealed class NeverAskingTests
{
    private GitSandbox sandbox = null!;

    [SetUp]
    public void SetUp() => sandbox = GitSandbox.Create();

    [TearDown]
    public void TearDown() => sandbox.Dispose();

    [Test]
    public async Task A_password_that_nobody_has_is_not_asked_for()
    {
        using var remote = new HttpRemote(sandbox.Remote, needsPassword: true, knowsPassword: false);
        sandbox.Reach(remote);

        (await FailAsync()).WayOut.ShouldBe(
            "git may not ask for a password here. Configure a credential helper or a deploy key for this remote."
        );
    }

    [Test]
    public async Task A_wrong_password_is_not_asked_for_again_nor_shown()
    {
        using var remote = new HttpRemote(sandbox.Remote, needsPassword: true);
        await File.WriteAllTextAsync(
            Path.Combine(sandbox.Root, "helper.sh"),
            "echo username=ci; echo password=wr0ng-one"
        );
        sandbox.Reach(remote);

        var failed = await FailAsync();

        failed.WayOut.ShouldStartWith("git may not ask for a password here.");
        failed.Message.ShouldNotContain("wr0ng-one");
    }

    [Test]
    public async Task A_helper_that_asks_in_a_window_is_given_up_on()
    {
        using var remote = new HttpRemote(sandbox.Remote, needsPassword: true);
        remote.Environment["GIT_CONFIG_VALUE_0"] = "!sleep 600 #";
        sandbox.Reach(remote);
        Hurry();

        (await FailAsync()).WayOut.ShouldContain("a credential helper that asks somebody");
    }

    [TestCase(403, "may not write to this remote")]
    [TestCase(404, "Check the remote's name and address")]
    [TestCase(500, "Check the network and the address")]
    public async Task A_server_that_refuses_is_told_apart(int status, string wayOut)
    {
        using var remote = new HttpRemote(sandbox.Remote);
        sandbox.Reach(remote);
        remote.Instead = status;

        (await FailAsync()).WayOut.ShouldContain(wayOut);
    }

    [Test]
    public async Task A_server_that_never_answers_is_given_up_on()
    {
        using var remote = new HttpRemote(sandbox.Remote);
        sandbox.Reach(remote);
        remote.Instead = 0;
        Hurry();

        (await FailAsync()).WayOut.ShouldStartWith("git waits: for an answer of the remote");
    }

    [TestCase("git")]
    [TestCase("ssh")]
    public async Task A_port_that_takes_connections_and_says_nothing_is_given_up_on(string scheme)
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        sandbox.Git(
            "remote",
            "set-url",
            "origin",
            $"{scheme}://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/origin.git"
        );
        Hurry();

        (await FailAsync()).WayOut.ShouldStartWith("git waits: for an answer of the remote");
    }

    [Test]
    public async Task A_daemon_that_takes_no_pushes_says_so()
    {
        using var remote = new DaemonRemote(sandbox.Remote, takesPushes: false);
        sandbox.Reach(remote);

        (await FailAsync()).WayOut.ShouldContain("the server takes no pushes at this address");
    }

    [Test]
    public async Task A_host_that_ssh_does_not_know_is_not_asked_about()
    {
        using var remote = new SshRemote(sandbox.Remote, knowsHost: false);
        sandbox.Reach(remote);

        (await FailAsync()).WayOut.ShouldContain("accept the host once (ssh-keyscan)");
    }

    [Test]
    public async Task A_key_that_is_not_let_in_is_no_question_either()
    {
        var key = Path.Combine(sandbox.Root, "stranger");
        using (
            var keygen = System.Diagnostics.Process.Start(
                "ssh-keygen",
                ["-q", "-t", "ed25519", "-N", "a passphrase", "-f", key]
            )
        )
        {
            await keygen.WaitForExitAsync();
        }

        using var remote = new SshRemote(sandbox.Remote, identity: key);
        sandbox.Reach(remote);

        (await FailAsync()).WayOut.ShouldStartWith("Load the key into the agent (ssh-add)");
    }

    [Test]
    public async Task The_check_before_a_release_finds_it_before_anything_is_changed()
    {
        using var remote = new HttpRemote(sandbox.Remote, needsPassword: true, knowsPassword: false);
        sandbox.Reach(remote);

        var findings = await new GitPreflight(
            sandbox.Repository,
            new GitPreflightOptions { Branch = "main", Tag = "v1.4.0" }
        ).FindAsync();

        findings.ShouldHaveSingleItem().WayOut.ShouldStartWith("git may not ask for a password here.");
    }

    private void Hurry() =>
        sandbox.With = commands => commands with { NetworkDeadline = TimeSpan.FromSeconds(3) };

    private Task<ReleaseException> FailAsync() =>
        Should.ThrowAsync<ReleaseException>(new ReleaseHarness(sandbox).RunAsync());
}
