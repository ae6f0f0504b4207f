using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Tests.Git;

/// <summary>Commit and tag are signed with real keys; a key that is locked fails at once, as nobody can be asked.</summary>
public sealed class SigningTests
{
    private GitSandbox sandbox = null!;

    [SetUp]
    public void SetUp() => sandbox = GitSandbox.Create();

    [TearDown]
    public void TearDown() => sandbox.Dispose();

    [Test]
    public async Task With_ssh_commit_and_tag_are_signed()
    {
        await KeyAsync("");

        await Release();

        sandbox.Git("cat-file", "commit", "HEAD").ShouldContain("-----BEGIN SSH SIGNATURE-----");
        sandbox.Git("cat-file", "tag", "v1.4.0").ShouldContain("-----BEGIN SSH SIGNATURE-----");
        sandbox.Git("verify-commit", "HEAD");
        sandbox.Git("verify-tag", "v1.4.0");
    }

    [Test]
    public async Task A_locked_ssh_key_fails_with_the_way_out_and_leaves_no_commit()
    {
        await KeyAsync("a passphrase");

        var failed = await Should.ThrowAsync<ReleaseException>(Release);

        failed.WayOut.ShouldStartWith("Signing may not ask for a passphrase");
        sandbox.Git("log", "--format=%s").ShouldBe("Begin");
    }

    [TestCase("")]
    [TestCase("a passphrase")]
    public async Task With_gpg_it_is_the_same(string passphrase)
    {
        Need("gpg");
        var home = Path.Combine(sandbox.Root, "gnupg");
        Directory.CreateDirectory(home);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(home, (UnixFileMode)0b111_000_000);
        }

        sandbox.Runner.Environment["GNUPGHOME"] = home;
        try
        {
            await RunAsync(
                "gpg",
                "--batch",
                "--quiet",
                "--pinentry-mode=loopback",
                $"--passphrase={passphrase}",
                "--quick-generate-key",
                "Ann Releaser <ann@example.org>",
                "ed25519",
                "sign"
            );
            // The agent remembers the passphrase of a key that it has just made.
            await RunAsync("gpgconf", "--kill", "gpg-agent");
            if (passphrase.Length == 0)
            {
                await Release();
                sandbox.Git("verify-tag", "v1.4.0");
                return;
            }

            (await Should.ThrowAsync<ReleaseException>(Release)).WayOut.ShouldStartWith(
                "Signing may not ask for a passphrase"
            );
        }
        finally
        {
            await RunAsync("gpgconf", "--kill", "gpg-agent");
        }
    }

    private Task Release() =>
        new ReleaseHarness(sandbox, with: options => options with { Sign = true }).RunAsync();

    private async Task KeyAsync(string passphrase)
    {
        Need("ssh-keygen");
        var key = Path.Combine(sandbox.Root, "key");
        await RunAsync("ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-f", key);
        var signers = Path.Combine(sandbox.Root, "signers");
        await File.WriteAllTextAsync(signers, $"ann@example.org {await File.ReadAllTextAsync($"{key}.pub")}");
        sandbox.Git("config", "gpg.format", "ssh");
        sandbox.Git("config", "user.signingKey", key);
        sandbox.Git("config", "gpg.ssh.allowedSignersFile", signers);
    }

    private Task<CommandResult> RunAsync(string program, params string[] arguments) =>
        sandbox.Runner.RunAsync(new ThisMachine(), new Command(program, arguments));

    private static void Need(string program)
    {
        var directories = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (directories.Any(directory => File.Exists(Path.Combine(directory, program))))
        {
            return;
        }

        var how = $"{program} is not on this machine; on Debian: apt-get install gnupg openssh-client";
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail(how);
        }

        Assert.Ignore(how);
    }
}
