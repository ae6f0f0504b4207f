using Cake.Frosting.Release.Chain;

namespace Cake.Frosting.Release.Tests.Chain;

[TestFixture]
internal sealed class ReleaseArgumentsTests
{
    [Test]
    public void A_version_is_hidden_from_the_host_that_would_take_it_for_a_question()
    {
        var arguments = ReleaseArguments.Parse(["--target=Release", "--version=1.4.0"]);
        arguments.Version.ShouldBe("1.4.0");
        arguments.ForHost.ShouldBe(["--target=Release", "--release-version=1.4.0"]);
    }

    [Test]
    public void The_question_for_the_hosts_own_version_stays()
    {
        var arguments = ReleaseArguments.Parse(["--version"]);
        arguments.Version.ShouldBeNull();
        arguments.ForHost.ShouldBe(["--version"]);
    }

    [TestCase("--working=/srv/shop")]
    [TestCase("--working", "/srv/shop")]
    [TestCase("-w", "/srv/shop")]
    public void The_directory_of_the_project_is_taken_in_every_spelling(params string[] line)
    {
        var arguments = ReleaseArguments.Parse(line);
        arguments.Directory.ShouldBe("/srv/shop");
        arguments.HasDirectory.ShouldBeTrue();
        arguments.Launcher.ShouldBe("./build.sh --working=/srv/shop");
    }

    [Test]
    public void A_directory_with_spaces_is_quoted_in_the_command_to_go_on_with() =>
        ReleaseArguments
            .Parse(["--working=/srv/my shop"])
            .Launcher.ShouldBe("./build.sh --working='/srv/my shop'");

    [TestCase("--dryrun")]
    [TestCase("--noop")]
    [TestCase("--whatif")]
    [TestCase("--dryrun=true")]
    public void A_dry_run_is_known_by_all_its_names(string option) =>
        ReleaseArguments.Parse([option]).IsDryRun.ShouldBeTrue();

    [Test]
    public void Without_options_nothing_is_assumed()
    {
        var arguments = ReleaseArguments.Parse([]);
        arguments.IsDryRun.ShouldBeFalse();
        arguments.AcceptDataLoss.ShouldBeFalse();
        arguments.HasDirectory.ShouldBeFalse();
        arguments.Launcher.ShouldBe("./build.sh");
        arguments.Recipe.ShouldBeNull();
    }
}
