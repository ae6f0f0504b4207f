using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Frosting.Tests.Fakes;

namespace Cake.Frosting.Tests;

public sealed class OptionTests
{
    [TestCase("--dryrun")]
    [TestCase("--noop")]
    [TestCase("--whatif")]
    public void A_dry_run_names_the_tasks_and_runs_none(string option)
    {
        var build = Build();

        build.Run("-t", "Work", option).ShouldBe(0);

        build.Journal.Entries.ShouldBeEmpty();
        build.Log.Information.ShouldContain("1. Before");
        build.Log.Information.ShouldContain("2. Work");
    }

    [TestCase("--tree")]
    [TestCase("--showtree")]
    public void The_tree_shows_what_depends_on_what(string option)
    {
        var build = Build();

        build.Run(option).ShouldBe(0);

        build.Journal.Entries.ShouldBeEmpty();
        build.Console.Text.ReplaceLineEndings("\n").ShouldContain("Work\n└─Before\n");
    }

    [TestCase("--description")]
    [TestCase("--descriptions")]
    [TestCase("--showdescription")]
    [TestCase("--showdescriptions")]
    public void The_descriptions_are_shown_beside_the_names(string option)
    {
        var build = Build();

        build.Run(option).ShouldBe(0);

        build.Journal.Entries.ShouldBeEmpty();
        build.Output.ShouldMatch("Before +Comes first");
        build.Output.ShouldContain("Work");
    }

    [TestCase("quiet", Verbosity.Quiet)]
    [TestCase("m", Verbosity.Minimal)]
    [TestCase("Normal", Verbosity.Normal)]
    [TestCase("verbose", Verbosity.Verbose)]
    [TestCase("d", Verbosity.Diagnostic)]
    public void The_verbosity_is_set_from_its_name_or_its_first_letter(string value, Verbosity expected)
    {
        var build = Build();

        build.Run("-t", "Work", "--verbosity", value).ShouldBe(0);

        build.Log.Verbosity.ShouldBe(expected);
    }

    [Test]
    public void The_verbosity_comes_from_the_configuration_when_no_option_gives_it()
    {
        var build = Build();
        build.Host.UseCakeSetting("Settings_Verbosity", "Quiet");

        build.Run("-t", "Work").ShouldBe(0);
        build.Log.Verbosity.ShouldBe(Verbosity.Quiet);

        build.Run("-t", "Work", "-v", "Verbose").ShouldBe(0);
        build.Log.Verbosity.ShouldBe(Verbosity.Verbose);
    }

    [TestCase("--working")]
    [TestCase("-w")]
    public void The_working_directory_of_the_command_line_wins(string option)
    {
        var build = Build();
        build.Directories.AddRange(["/Working/Given", "/Working/Asked"]);
        build.Host.UseWorkingDirectory("./Given");

        build.Run("-t", "Work", option, "./Asked").ShouldBe(0);

        build.Environment.WorkingDirectory.ShouldBe(new DirectoryPath("/Working/Asked"));
    }

    [Test]
    public void The_working_directory_of_the_host_serves_otherwise()
    {
        var build = Build();
        build.Directories.Add("/Working/Given");
        build.Host.UseWorkingDirectory("./Given");

        build.Run("-t", "Work").ShouldBe(0);

        build.Environment.WorkingDirectory.ShouldBe(new DirectoryPath("/Working/Given"));
    }

    [Test]
    public void A_working_directory_that_is_not_there_is_an_error()
    {
        var build = Build();

        build.Run("-t", "Work", "-w", "/Nowhere").ShouldBe(1);

        build.Log.Errors.ShouldBe(["Error: The working directory '/Nowhere' does not exist."]);
    }

    [Test]
    public void Info_shows_the_version()
    {
        var build = Build();

        build.Run("--info").ShouldBe(0);

        build.Console.Text.ShouldContain("Version: 7.0.0");
        build.Journal.Entries.ShouldBeEmpty();
    }

    private static TestBuild Build() => new TestBuild().With<Before>().With<Work>();

    [TaskDescription("Comes first")]
    private sealed class Before(Journal journal) : JournalTask(journal);

    [IsDependentOn(typeof(Before))]
    private sealed class Work(Journal journal) : JournalTask(journal);
}
