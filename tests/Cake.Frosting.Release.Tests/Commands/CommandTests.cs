using Cake.Frosting.Release.Commands;

namespace Cake.Frosting.Release.Tests.Commands;

public sealed class CommandTests
{
    [Test]
    public void A_command_of_nothing_cannot_be_made() =>
        Should.Throw<ArgumentException>(() => new Command(""));

    [Test]
    public void With_adds_arguments_to_a_copy()
    {
        var command = new Command("git", "log");

        command.With("-1").ToString().ShouldBe("git log -1");
        command.ToString().ShouldBe("git log");
    }

    [Test]
    public void A_blank_is_filled_in_every_argument_and_the_value_is_quoted_like_any_other()
    {
        var command = new Command(
            "pg_dump",
            $"--snapshot={Blank.Of("snapshot")}",
            Blank.Of("snapshot"),
            Blank.Of("other")
        );

        command.ToString().ShouldBe("pg_dump --snapshot=‹snapshot› ‹snapshot› ‹other›");
        command
            .Fill("snapshot", "00-1 b")
            .ToString()
            .ShouldBe("pg_dump '--snapshot=00-1 b' '00-1 b' ‹other›");
    }

    [Test]
    public void Commands_are_equal_by_value()
    {
        var command = new Command("git", "log") { WorkingDirectory = "/srv" };

        (command == new Command("git", "log") { WorkingDirectory = "/srv" }).ShouldBeTrue();
        (command == new Command("git", "log")).ShouldBeFalse();
        (command == command.With("x")).ShouldBeFalse();
        (command == command.WithEnvironment("A", "b")).ShouldBeFalse();
        (command == command with { SuccessCodes = [0, 1] }).ShouldBeFalse();
        (command == command with { Deadline = TimeSpan.FromSeconds(1) }).ShouldBeFalse();
        new Command("git log").ShouldNotBe(new Command("git", "log"));
    }

    [Test]
    public async Task Places_nest_and_each_gets_the_command_as_it_stands()
    {
        if (Environment.UserName != "root")
        {
            Assert.Ignore("Only root may change to another user; run this test as root.");
        }

        var place = new AsUser("daemon", new AsUser("root"));
        var command = new Command(
            "sh",
            "-c",
            "id -un; id -gn; printf '%s|' \"$0\" \"$@\"",
            "it's",
            "$(id) ü"
        );
        var runner = new CommandRunner(new Redactor());

        var result = await runner.RunAsync(place, command);

        result.StandardOutput.ShouldBe("daemon\ndaemon\nit's|$(id) ü|");
        place.Name.ShouldBe("this machine, as user root, as user daemon");
    }

    [Test]
    public async Task The_secret_of_a_command_reaches_another_user()
    {
        if (Environment.UserName != "root")
        {
            Assert.Ignore("Only root may change to another user; run this test as root.");
        }

        var command = Shell.Sh("printf %s \"$KEY\"").WithEnvironment("KEY", new Secret("KEY", "s3cr3t"));

        (
            await new CommandRunner(new Redactor()).RunAsync(new AsUser("daemon"), command)
        ).StandardOutput.ShouldBe("s3cr3t");
        new AsUser("daemon").Locate(command).ToString().ShouldNotContain("s3cr3t");
    }
}
