using System.Text;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Tests.Files;
using Cake.Frosting.Release.Tests.State;

namespace Cake.Frosting.Release.Tests.Commands;

/// <summary>Commands on a host, over a real sshd.</summary>
[TestFixture]
internal sealed class SshHostTests
{
    private SshServer server = null!;

    [OneTimeSetUp]
    public void SetUp() => server = SshServer.Start();

    [OneTimeTearDown]
    public void TearDown() => server?.Dispose();

    [TestCase("plain")]
    [TestCase("")]
    [TestCase("two words")]
    [TestCase("a host's \"own\" `id` $(reboot) $HOME \\n \\\\ * ? ~ ! # ; & | < > ( ) { } [ ] =")]
    [TestCase("two\nlines\tand a tab")]
    [TestCase("ü 🚢")]
    [TestCase("-n")]
    public async Task An_argument_arrives_as_it_stands(string argument)
    {
        var result = await RunAsync(new Command("printf", "%s|%s", argument, "end"));

        result.StandardOutput.ShouldBe($"{argument}|end");
    }

    [Test]
    public async Task Variables_arrive_and_stand_on_no_command_line()
    {
        var secret = new Secret("TOKEN", "it's \"4711\"\n$HOME `id` \\");
        var command = new Command(
            "sh",
            "-c",
            "cat; printf '%s|%s|' \"$TOKEN\" \"$PLAIN\"; tr '\\0' ' ' < /proc/$PPID/cmdline"
        )
            .WithEnvironment("TOKEN", secret)
            .WithEnvironment("PLAIN", "ü") with
        {
            StandardInput = "first\nsecond\n",
        };

        var result = await RunAsync(command);

        result.StandardOutput.ShouldStartWith($"first\nsecond\n{secret.Reveal()}|ü|");
        result.StandardOutput[$"first\nsecond\n{secret.Reveal()}|ü|".Length..].ShouldNotContain("4711");
        var located = Host().Locate(command);
        located.ToString().ShouldNotContain("4711");
        located.Environment.ShouldBeEmpty();
        located.StandardInput.ShouldBe("first\nsecond\n");
    }

    [Test]
    public async Task A_secret_without_a_value_is_refused_by_its_name_and_can_be_planned()
    {
        var command = new Command("true").WithEnvironment("TOKEN", new Secret("SHOP_TOKEN", null));

        Host().Locate(command).ToString().ShouldContain("'true'");
        (await Should.ThrowAsync<ReleaseRefusedException>(() => RunAsync(command))).Problem.ShouldContain(
            "SHOP_TOKEN"
        );
    }

    [Test]
    public async Task A_command_runs_in_its_directory_there()
    {
        using var directory = new TemporaryDirectory();
        var there = Directory.CreateDirectory(directory["it's here"]).FullName;

        var result = await RunAsync(new Command("pwd") with { WorkingDirectory = there });

        result.Value.ShouldBe(there);
    }

    [Test]
    public async Task The_exit_code_comes_through_with_the_host_and_what_was_written_to_standard_error()
    {
        var failure = await Should.ThrowAsync<CommandFailedException>(() =>
            RunAsync(new Command("sh", "-c", "echo it broke >&2; exit 3"))
        );

        failure.CommandExitCode.ShouldBe(3);
        failure.Problem.ShouldContain($"On 127.0.0.1, port {server.Port}: ");
        failure.Problem.ShouldContain("it broke");
    }

    [Test]
    public async Task Much_input_arrives_whole()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 100_000; i++)
        {
            text.Append(i).Append('\n');
        }

        var command = new Command("wc", "-c").WithEnvironment("A", "b") with
        {
            StandardInput = text.ToString(),
        };

        (await RunAsync(command)).Value.ShouldBe($"{text.Length}");
    }

    [TestCase("ssh://shop.example", null, "shop.example", null)]
    [TestCase("ssh://deploy@shop.example:2222", "deploy", "shop.example", 2222)]
    [TestCase("ssh://deploy@[::1]:22/", "deploy", "::1", 22)]
    [TestCase("ssh://alias_1", null, "alias_1", null)]
    public void An_address_is_read(string address, string? user, string host, int? port)
    {
        var read = SshHost.Parse(address);

        (read.User, read.Host, read.Port).ShouldBe((user, host, port));
    }

    [TestCase("shop.example")]
    [TestCase("ssh://")]
    [TestCase("ssh://-oProxyCommand=reboot")]
    [TestCase("ssh://-l@shop")]
    [TestCase("ssh://user:password@shop")]
    [TestCase("ssh://shop/var/lib")]
    [TestCase("ssh://shop example")]
    public void What_is_no_address_is_refused(string address) =>
        Should
            .Throw<FormatException>(() => SshHost.Parse(address))
            .Message.ShouldContain("ssh://user@host:22");

    private SshHost Host() =>
        SshHost.Parse(server.Address) with
        {
            Identity = server.Identity,
            KnownHosts = server.KnownHosts,
        };

    private Task<CommandResult> RunAsync(Command command) =>
        new CommandRunner(new Redactor()).RunAsync(Host(), command);
}
