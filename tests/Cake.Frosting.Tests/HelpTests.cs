using Cake.Frosting.Tests.Fakes;
using Spectre.Console;

namespace Cake.Frosting.Tests;

[NonParallelizable]
public sealed class HelpTests
{
    [TestCase("-h")]
    [TestCase("--help")]
    public void Help_lists_every_option_and_runs_nothing(string option)
    {
        var (exitCode, output) = Run(option);

        exitCode.ShouldBe(0);
        foreach (
            var name in new[]
            {
                "-t, --target <TARGET>",
                "-w, --working <PATH>",
                "-v, --verbosity <VERBOSITY>",
                "--description",
                "--tree",
                "--dryrun",
                "-e, --exclusive",
                "--version",
                "--info",
            }
        )
        {
            output.ShouldContain(name);
        }
    }

    [Test]
    public void A_value_for_a_switch_is_refused_before_anything_runs()
    {
        var (exitCode, output) = Run("--dryrun=later");

        exitCode.ShouldBe(-1);
        output.ShouldContain("Flags cannot be assigned a value");
    }

    [Test]
    public void A_verbosity_that_does_not_exist_is_refused()
    {
        var (exitCode, output) = Run("-v", "loud");

        exitCode.ShouldBe(-1);
        output.ShouldContain("loud");
    }

    private static (int ExitCode, string Output) Run(params string[] args)
    {
        var standard = AnsiConsole.Console;
        using var captured = new StringWriter();
        AnsiConsole.Console = AnsiConsole.Create(
            new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(captured) }
        );
        try
        {
            var build = new TestBuild().With<Default>();
            var exitCode = build.Run(args);
            build.Journal.Entries.ShouldBeEmpty();
            return (exitCode, captured.ToString());
        }
        finally
        {
            AnsiConsole.Console = standard;
        }
    }

    private sealed class Default(Journal journal) : JournalTask(journal);
}
